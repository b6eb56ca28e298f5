/** One example: dense values, places that are 1 (all of them together as long as one), what it is worth and how much it counts. */
export interface Example {
  readonly shape: readonly number[];
  readonly words: readonly number[];
  readonly target: number;
  readonly weight: number;
}

/** How a linear model is held back. */
export interface RidgeOptions {
  /** The penalty on weights of standardised traits. */
  readonly penalty: number;
  /** How far words may speak beside them; 0: not at all. */
  readonly wordScale: number;
  /** A trait that is the same nearly everywhere counts as if it varied this much, or a few examples would decide its weight. */
  readonly leastSpread: number;
}

/** A linear model as it was fitted. */
export interface Fitted {
  readonly bias: number;
  readonly shape: readonly number[];
  readonly words: Float64Array;
}

const ROUNDS = 120;

/** Weighted ridge regression by conjugate gradients: the same bytes for the same examples. */
export function fitRidge(
  examples: readonly Example[],
  places: number,
  { penalty, wordScale, leastSpread }: RidgeOptions,
): Fitted {
  const total = sum(examples.map(({ weight }) => weight));
  const average = (of: (example: Example) => number) => sum(examples.map((one) => one.weight * of(one))) / total;
  const width = examples[0]?.shape.length ?? 0;
  const middle = Array.from({ length: width }, (_, at) => average(({ shape }) => shape[at] ?? 0));
  const spread = middle.map((usual, at) => {
    const own = Math.sqrt(average(({ shape }) => ((shape[at] ?? 0) - usual) ** 2));
    return own < 1e-9 ? 0 : Math.max(own, leastSpread);
  });
  const level = average(({ target }) => target);
  const rows = examples.map(({ shape, words, weight, target }) => ({
    shape: Float64Array.from(shape, (value, at) => {
      const deviation = spread[at] ?? 0;
      return deviation < 1e-9 ? 0 : (value - (middle[at] ?? 0)) / deviation;
    }),
    words: wordScale === 0 ? [] : words,
    unit: wordScale / Math.sqrt(Math.max(1, words.length)),
    weight,
    target: target - level,
  }));
  const size = width + places;
  const times = (vector: Float64Array, row: (typeof rows)[number]) => {
    let dot = 0;
    for (let at = 0; at < width; at++) dot += (vector[at] ?? 0) * (row.shape[at] ?? 0);
    let spoken = 0;
    for (const place of row.words) spoken += vector[width + place] ?? 0;
    return dot + spoken * row.unit;
  };
  const add = (vector: Float64Array, row: (typeof rows)[number], share: number) => {
    for (let at = 0; at < width; at++) vector[at] = (vector[at] ?? 0) + share * (row.shape[at] ?? 0);
    for (const place of row.words) vector[width + place] = (vector[width + place] ?? 0) + share * row.unit;
  };
  const solution = new Float64Array(size);
  const residual = new Float64Array(size);
  for (const row of rows) add(residual, row, row.weight * row.target);
  const direction = residual.slice();
  let rest = dotOf(residual, residual);
  const start = rest;
  for (let round = 0; round < ROUNDS && rest > start * 1e-12; round++) {
    const curved = direction.map((value) => value * penalty);
    for (const row of rows) add(curved, row, row.weight * times(direction, row));
    const step = rest / dotOf(direction, curved);
    for (let at = 0; at < size; at++) {
      solution[at] = (solution[at] ?? 0) + step * (direction[at] ?? 0);
      residual[at] = (residual[at] ?? 0) - step * (curved[at] ?? 0);
    }
    const next = dotOf(residual, residual);
    for (let at = 0; at < size; at++) direction[at] = (residual[at] ?? 0) + (next / rest) * (direction[at] ?? 0);
    rest = next;
  }
  const shape = middle.map((_, at) => ((spread[at] ?? 0) < 1e-9 ? 0 : (solution[at] ?? 0) / (spread[at] ?? 1)));
  return {
    bias: level - sum(shape.map((weight, at) => weight * (middle[at] ?? 0))),
    shape,
    words: solution.slice(width).map((weight) => weight * wordScale),
  };
}

function dotOf(one: Float64Array, other: Float64Array): number {
  let dot = 0;
  for (let at = 0; at < one.length; at++) dot += (one[at] ?? 0) * (other[at] ?? 0);
  return dot;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
