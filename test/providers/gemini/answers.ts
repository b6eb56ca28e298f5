import { GeminiConverter } from '../../../src/providers/gemini/toEvents.ts';
import { replay } from '../replay.ts';

export type Fields = Record<string, unknown>;

/** A chunk with these parts of the answer. */
export const said = (parts: unknown, fields: Fields = {}, chunk: Fields = {}) => ({
  candidates: [{ content: { role: 'model', parts }, index: 0, ...fields }],
  modelVersion: 'gemini-3.8-flash',
  ...chunk,
});

/** A chunk with this text. */
export const text = (words: string, fields: Fields = {}) => said([{ text: words }], fields);

/** The last chunk of an answer. */
export const END = said([{ text: '' }], { finishReason: 'STOP' });

export const USAGE = { promptTokenCount: 7, candidatesTokenCount: 3, thoughtsTokenCount: 5, totalTokenCount: 15 };

/** Chunks as Google frames them. */
export const framed = (chunks: readonly object[], end = '\r\n') =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}${end}${end}`).join('');

/** What an answer's bytes say, in lines. */
export const logOf = async (body: string, pieceBytes = 5) =>
  (await replay({ body }, { api: 'gemini', pieceBytes })).log;

/** What a stream of these chunks says, in lines. */
export const logOfChunks = (...chunks: object[]) => logOf(framed(chunks));

/** All events of these chunks. */
export function eventsOf(...chunks: unknown[]) {
  const converter = new GeminiConverter();
  return [...chunks.flatMap((chunk) => [...converter.push(chunk)]), ...converter.end()];
}
