/** The multiplication of the dihedral group of the pentagon. */
const TIMES = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  [1, 2, 3, 4, 0, 6, 7, 8, 9, 5],
  [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
  [3, 4, 0, 1, 2, 8, 9, 5, 6, 7],
  [4, 0, 1, 2, 3, 9, 5, 6, 7, 8],
  [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
  [6, 5, 9, 8, 7, 1, 0, 4, 3, 2],
  [7, 6, 5, 9, 8, 2, 1, 0, 4, 3],
  [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
  [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
];
const PERMUTED = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

/** Verhoeff's check of a row of digits, the last of which is its check digit (Verhoeff 1969). */
export function passesVerhoeff(digits: readonly number[]): boolean {
  let check = 0;
  digits.toReversed().forEach((digit, place) => {
    let permuted = digit;
    for (let round = 0; round < place % 8; round++) permuted = PERMUTED[permuted] ?? 0;
    check = TIMES[check]?.[permuted] ?? -1;
  });
  return check === 0;
}
