import { tooLong } from './bodyLimits.ts';

/** In bytes, unpacked: the longest list of models known has one or two million. */
const LONGEST_JSON = 16_000_000;

/** The JSON of a whole body. Throws a `SyntaxError` for what is none, and `protocol` for one that does not end. */
export async function readJson({ body }: Response): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop cancels the body, which closes the connection.
  for await (const bytes of body ?? []) {
    length += bytes.length;
    if (length > LONGEST_JSON) throw tooLong();
    pieces.push(bytes);
  }
  const decoder = new TextDecoder();
  return JSON.parse(pieces.map((bytes) => decoder.decode(bytes, { stream: true })).join('') + decoder.decode());
}
