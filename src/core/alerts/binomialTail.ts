/** How likely at least `hits` of `tries` are when each has the chance `p`: the exact upper tail of the binomial. */
export function binomialTail(tries: number, hits: number, p: number): number {
  if (hits <= 0) return 1;
  if (hits > tries || p <= 0) return 0;
  if (p >= 1) return 1;
  // In logarithms, so that nothing underflows on the way.
  let logTerm = tries * Math.log1p(-p);
  const odds = Math.log(p) - Math.log1p(-p);
  let tail = 0;
  for (let count = 0; count <= tries; count++) {
    if (count >= hits) tail += Math.exp(logTerm);
    logTerm += Math.log(tries - count) - Math.log(count + 1) + odds;
  }
  return Math.min(1, tail);
}
