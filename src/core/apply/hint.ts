/** Where the reader was when they asked: lines counted from 1, both included. It decides between places that fit alike. */
export interface Hint {
  readonly from: number;
  readonly to: number;
}

/** The only one of some places (line indexes from 0, each so many lines long) that touches the hinted lines. */
export function hinted(places: readonly number[], length: number, hint: Hint | undefined): number | undefined {
  if (hint === undefined) return undefined;
  const near = places.filter((place) => place + length >= hint.from && place + 1 <= hint.to);
  return near.length === 1 ? near[0] : undefined;
}
