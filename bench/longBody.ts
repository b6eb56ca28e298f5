/** What a socket hands over at a time. */
const PACKET_BYTES = 16_384;

/** Some bytes as a socket hands them over. */
export function bodyOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return streamed(packets(bytes));
}

/**
 * A stream of `frames` that goes on for about so many bytes by repeating those of its middle: an answer begins and ends
 * once. `measure` is called after the first tenth and before the end.
 */
export function longBody(frames: readonly string[], bytes: number, measure: () => void): ReadableStream<Uint8Array> {
  const quarter = Math.floor(frames.length / 4);
  const [start, middle, end] = [frames.slice(0, quarter), frames.slice(quarter, -quarter), frames.slice(-quarter)].map(
    (some) => new TextEncoder().encode(some.join('')),
  ) as [Uint8Array, Uint8Array, Uint8Array];
  function* all() {
    yield* packets(start);
    let sent = 0;
    for (let early = false; sent < bytes; sent += middle.length) {
      if (!early && sent >= bytes / 10) {
        early = true;
        measure();
      }
      yield* packets(middle);
    }
    measure();
    yield* packets(end);
  }
  return streamed(all());
}

function* packets(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PACKET_BYTES) yield bytes.subarray(at, at + PACKET_BYTES);
}

function streamed(chunks: Iterator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const next = chunks.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}
