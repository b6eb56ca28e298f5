import { TASKS } from '../../chat/task.ts';

/** What a task's words weigh, as it stands in its file: six bits a figure, in the alphabet of base64. */
export interface PackedTaskModel {
  /** Features are told apart by a hash of so many bits. */
  readonly bits: number;
  /** What scores are divided by before they are shares: from prompts that nothing was learnt from. */
  readonly temperature: number;
  /** The largest weight; the others are squares of 31 steps up to it. */
  readonly scale: number;
  /** The kept places, each as the distance from the one before; `/` stands for 63 and goes on. */
  readonly places: string;
  /** One row per kept place, one figure per task. */
  readonly weights: string;
}

/** What a task's words weigh. */
export interface TaskModel {
  readonly bits: number;
  readonly temperature: number;
  /** The row of each place, 0 where it weighs nothing. */
  readonly rowOf: Uint16Array;
  /** `TASKS.length` weights a row, from row 1. */
  readonly weights: Float32Array;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const GOES_ON = 63;
const MIDDLE = 31;

/** A model from its file. */
export function unpackTaskModel({ bits, temperature, scale, places, weights }: PackedTaskModel): TaskModel {
  const steps64 = new Uint8Array(128);
  for (let at = 0; at < ALPHABET.length; at++) steps64[ALPHABET.charCodeAt(at)] = at;
  const rowOf = new Uint16Array(2 ** bits);
  let place = -1;
  let row = 0;
  for (let at = 0; at < places.length; at++) {
    const step = steps64[places.charCodeAt(at)] ?? 0;
    place += step;
    if (step !== GOES_ON) rowOf[place] = ++row;
  }
  const unpacked = new Float32Array((row + 1) * TASKS.length);
  for (let at = 0; at < weights.length; at++) {
    const steps = (steps64[weights.charCodeAt(at)] ?? MIDDLE) - MIDDLE;
    unpacked[at + TASKS.length] = Math.sign(steps) * (steps / MIDDLE) ** 2 * scale;
  }
  return { bits, temperature, rowOf, weights: unpacked };
}

/** A model for its file: the `kept` places that weigh most, of `TASKS.length` weights a place. */
export function packTaskModel(weights: Float32Array, bits: number, kept: number, temperature: number): PackedTaskModel {
  const columns = TASKS.length;
  const heft = new Float64Array(2 ** bits);
  for (let at = 0; at < weights.length; at++) {
    const place = Math.floor(at / columns);
    heft[place] = (heft[place] ?? 0) + (weights[at] ?? 0) ** 2;
  }
  const order = [...heft.keys()].filter((place) => (heft[place] ?? 0) > 0);
  order.sort((a, b) => (heft[b] ?? 0) - (heft[a] ?? 0) || a - b);
  const chosen = order.slice(0, kept).sort((a, b) => a - b);
  const rows = chosen.map((place) => weights.subarray(place * columns, (place + 1) * columns));
  const scale = rows.reduce((most, row) => row.reduce((n, weight) => Math.max(n, Math.abs(weight)), most), 0);
  let last = -1;
  const distances = chosen.map((place) => {
    const distance = place - last;
    last = place;
    return ALPHABET.charAt(GOES_ON).repeat(Math.floor(distance / GOES_ON)) + ALPHABET.charAt(distance % GOES_ON);
  });
  const letter = (weight: number) =>
    ALPHABET.charAt(MIDDLE + Math.sign(weight) * Math.round(Math.sqrt(Math.abs(weight) / scale) * MIDDLE));
  const packed = rows.map((row) => Array.from(row, letter).join(''));
  return { bits, temperature, scale, places: distances.join(''), weights: packed.join('') };
}
