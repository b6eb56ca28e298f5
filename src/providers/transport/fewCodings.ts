import { subscribe } from 'node:diagnostics_channel';

/** As many as Node's `fetch` unpacks. */
const MOST = 5;

let watching = false;

/**
 * Keeps this process alive when an answer names more content codings than Node's `fetch` unpacks: `fetch` then rejects,
 * but leaves a body behind that nobody listens to, and its end by a reset or a stop ends the process (undici 7.29,
 * `onHeaders`: "too many content-encodings"). Such an answer is made one in an unknown coding, which is read as it came.
 */
export function keepCodingsFew(): void {
  if (watching) return;
  watching = true;
  subscribe('undici:request:headers', (message) => {
    const { headers } = (message as { response: { headers: (Buffer | Buffer[])[] } }).response;
    const named: number[] = [];
    for (let at = 0; at < headers.length; at += 2) {
      if (String(headers[at]).toLowerCase() === 'content-encoding') named.push(at + 1);
    }
    const codings = named.flatMap((at) => String(headers[at]).split(','));
    if (codings.length > MOST) for (const at of named) headers[at] = Buffer.from('unknown');
  });
}
