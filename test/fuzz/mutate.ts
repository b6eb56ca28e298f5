/** Numbers that look random and are the same for the same seed: mulberry32. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }
}

type Bytes = Uint8Array;
type Mutation = (bytes: Bytes, random: Random, other: Bytes) => Bytes;

const encode = (text: string) => new TextEncoder().encode(text);

/** Pieces that break parsers: ends of lines, broken JSON, odd numbers, half characters, faults, ends of streams. */
const TOKENS: readonly Bytes[] = [
  ...[
    '\n\n',
    '\r\n',
    '\r',
    'data:',
    'data: ',
    'event: error\n',
    ': keep-alive\n\n',
    'data: [DONE]\n\n',
    'error: {"error":"x"}\n',
  ],
  ...[
    'null',
    'true',
    '-1',
    '1e999',
    '0.5',
    '""',
    '"',
    '{',
    '}',
    '[',
    ']',
    '{}',
    '[]',
    ',',
    ':',
    '\\',
    '\\u0000',
    '\\ud83d',
  ],
  ...['"error":{"code":429,"message":"x"}', '"usage":null', '"choices":null', '"finish_reason":"stop"', '<html>'],
].map(encode);

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => replaced(bytes, random, 1, new Uint8Array([random.below(256)])),
  (bytes, random) => replaced(bytes, random, random.below(40), new Uint8Array()),
  (bytes, random) => replaced(bytes, random, 0, random.pick(TOKENS)),
  (bytes, random) => replaced(bytes, random, random.below(12), random.pick(TOKENS)),
  // The end is missing.
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  // A piece comes twice, or a piece of another answer is spliced in.
  (bytes, random) => replaced(bytes, random, 0, slice(bytes, random)),
  (bytes, random, other) => replaced(bytes, random, 0, slice(other, random)),
  // The start is missing, or the rest is another answer.
  (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
  (bytes, random, other) => joined(bytes.subarray(0, random.below(bytes.length + 1)), slice(other, random)),
  (bytes, random) => withLineEnds(bytes, random.pick([encode('\r\n'), encode('\r'), new Uint8Array()])),
];

/** The body with one to four things done to it. */
export function mutate(bytes: Bytes, other: Bytes, random: Random): Bytes {
  let changed = bytes;
  for (let count = 1 + random.below(4); count > 0; count--) changed = random.pick(MUTATIONS)(changed, random, other);
  return changed;
}

function replaced(bytes: Bytes, random: Random, length: number, by: Bytes): Bytes {
  const at = random.below(bytes.length + 1);
  return joined(bytes.subarray(0, at), by, bytes.subarray(Math.min(bytes.length, at + length)));
}

function slice(bytes: Bytes, random: Random): Bytes {
  const at = random.below(bytes.length + 1);
  return bytes.subarray(at, at + random.below(2000));
}

function joined(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function withLineEnds(bytes: Bytes, end: Bytes): Bytes {
  const parts: Bytes[] = [];
  let from = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, from)) {
    parts.push(bytes.subarray(from, at), end);
    from = at + 1;
  }
  return joined(...parts, bytes.subarray(from));
}
