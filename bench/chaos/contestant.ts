/** What a reader got of one request. */
export interface Got {
  readonly text: string;
  /** False: an error was said. */
  readonly answered: boolean;
  readonly firstMs: number | undefined;
  readonly totalMs: number;
}

/** A way to get answers out of the four providers. */
export interface Contestant extends AsyncDisposable {
  readonly name: string;
  /** Asks request `number`; never rejects. */
  ask(number: number): Promise<Got>;
}

/** How long a silent provider is waited for, the same for all; much longer than a healthy one takes on a busy machine. */
export const PATIENCE_MS = 2500;

/** Asks `total` requests in their order, so many at a time. */
export async function askAll(contestant: Contestant, total: number, atOnce: number): Promise<Got[]> {
  const got: Got[] = [];
  let next = 0;
  const worker = async () => {
    for (let number = next++; number < total; number = next++) got[number] = await contestant.ask(number);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return got;
}

/** Times a stream of text; an error that is thrown ends it. */
export async function timed(stream: () => AsyncIterable<string> | Promise<AsyncIterable<string>>): Promise<Got> {
  const start = performance.now();
  let text = '';
  let firstMs: number | undefined;
  let answered = true;
  try {
    for await (const delta of await stream()) {
      if (delta !== '') firstMs ??= performance.now() - start;
      text += delta;
    }
  } catch {
    answered = false;
  }
  return { text, answered, firstMs, totalMs: performance.now() - start };
}
