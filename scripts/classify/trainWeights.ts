import { TASKS } from '../../src/core/chat/task.ts';
import { seededRandom } from './seededRandom.ts';

/** One prompt to learn from: its features by place, the shares of each task, and how much it counts. */
export interface TrainingExample {
  readonly places: Int32Array;
  readonly values: Float32Array;
  readonly shares: Float64Array;
  readonly weight: number;
}

const EPOCHS = 8;
const RATE = 0.04;
const DECAY = 3e-3;
/** Added to the root of the squared gradients, so that rare features do not leap. */
const CALM = 1e-2;

/**
 * Multinomial logistic regression by AdaGrad, the weights averaged over its second half: `TASKS.length` weights for each
 * of 2^bits places. The same weights each time on the same Node.
 */
export function trainWeights(examples: readonly TrainingExample[], bits: number): Float32Array {
  const columns = TASKS.length;
  const size = 2 ** bits * columns;
  const weights = new Float32Array(size);
  const squares = new Float32Array(size);
  const sums = new Float32Array(size);
  const random = seededRandom(1);
  const order = [...examples.keys()];
  const errors = new Float64Array(columns);
  let summed = 0;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const at of order) {
      const example = examples[at];
      if (example === undefined) continue;
      predict(weights, example, errors);
      for (let task = 0; task < columns; task++) {
        errors[task] = ((errors[task] ?? 0) - (example.shares[task] ?? 0)) * example.weight;
      }
      step(weights, squares, example, errors);
    }
    if (epoch < EPOCHS / 2) continue;
    summed += 1;
    for (let at = 0; at < size; at++) sums[at] = (sums[at] ?? 0) + (weights[at] ?? 0);
  }
  for (let at = 0; at < size; at++) sums[at] = (sums[at] ?? 0) / summed;
  return sums;
}

function predict(weights: Float32Array, { places, values }: TrainingExample, into: Float64Array): void {
  const columns = into.length;
  into.fill(0);
  for (let at = 0; at < places.length; at++) {
    const from = (places[at] ?? 0) * columns;
    const value = values[at] ?? 0;
    for (let task = 0; task < columns; task++) into[task] = (into[task] ?? 0) + (weights[from + task] ?? 0) * value;
  }
  const most = into.reduce((a, b) => Math.max(a, b));
  let total = 0;
  for (let task = 0; task < columns; task++) {
    const share = Math.exp((into[task] ?? 0) - most);
    into[task] = share;
    total += share;
  }
  for (let task = 0; task < columns; task++) into[task] = (into[task] ?? 0) / total;
}

function step(
  weights: Float32Array,
  squares: Float32Array,
  { places, values }: TrainingExample,
  errors: Float64Array,
): void {
  const columns = errors.length;
  for (let at = 0; at < places.length; at++) {
    const from = (places[at] ?? 0) * columns;
    const value = values[at] ?? 0;
    for (let task = 0; task < columns; task++) {
      const here = from + task;
      const weight = weights[here] ?? 0;
      const slope = (errors[task] ?? 0) * value + DECAY * weight;
      const square = (squares[here] ?? 0) + slope * slope;
      squares[here] = square;
      weights[here] = weight - (RATE * slope) / (Math.sqrt(square) + CALM);
    }
  }
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}
