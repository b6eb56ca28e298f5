/** A token: text, or bytes where those are no whole text. */
type Token = string | readonly number[];

/** A vocabulary as the package `gpt-tokenizer` has it, by rank. */
export type Ranks = readonly Token[];

/** Rows between which others get their turn: 10 ms of work. */
const SLICE = 20_000;

/**
 * The vocabulary that `scripts/packRanks.ts` packed: base64 of two deflated columns of 24 bits, each as its low, middle
 * and high bytes. The first 256 rows are the single bytes; every other token is two earlier ones, its left half as the
 * distance from the row before and its right half likewise where the left is the same.
 */
export async function unpackRanks(packed: string): Promise<Ranks> {
  const bytes = await inflate(packed);
  const rows = bytes.length / 6;
  const cell = (column: number, row: number): number => {
    const at = column * 3 * rows + row;
    return (bytes[at] ?? 0) | ((bytes[at + rows] ?? 0) << 8) | ((bytes[at + 2 * rows] ?? 0) << 16);
  };
  const ranks: Token[] = [];
  let left = 0;
  let right = 0;
  for (let row = 0; row < rows; row++) {
    if (row % SLICE === SLICE - 1) await new Promise((resolve) => setTimeout(resolve));
    const distance = cell(0, row);
    if (row < 256) {
      ranks.push(distance < 0x80 ? String.fromCharCode(distance) : [distance]);
      continue;
    }
    left = (left + distance) & 0xffffff;
    right = (cell(1, row) + (distance === 0 ? right : 0)) & 0xffffff;
    ranks.push(joined(ranks[left] ?? '', ranks[right] ?? ''));
  }
  return ranks;
}

async function inflate(packed: string): Promise<Uint8Array> {
  const characters = atob(packed);
  const deflated = new Uint8Array(characters.length);
  for (let at = 0; at < deflated.length; at++) deflated[at] = characters.charCodeAt(at);
  const inflated = new Blob([deflated]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function joined(left: Token, right: Token): Token {
  if (typeof left === 'string' && typeof right === 'string') return left + right;
  const bytes = [...bytesOf(left), ...bytesOf(right)];
  try {
    const text = decoder.decode(Uint8Array.from(bytes));
    // The package looks such tokens up as bytes.
    return text.startsWith('\ufeff') ? bytes : text;
  } catch {
    return bytes;
  }
}

function bytesOf(token: Token): Iterable<number> {
  return typeof token === 'string' ? encoder.encode(token) : token;
}
