import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Behaviour } from './behaviour.ts';
import type { Frame } from './dialect.ts';
import type { Framing } from './framing.ts';

/** Writes the events of a stream to a response in the packets that the behaviour asks for. Stops quietly once the client is gone. */
export class PacketWriter {
  readonly #response: ServerResponse;
  readonly #framing: Framing;
  readonly #cut: (bytes: Buffer) => Buffer[];
  readonly #keepAlive: NodeJS.Timeout | undefined;
  /** Writes queue up behind each other, so that a comment never lands inside an event that is still trickling. */
  #queue: Promise<void> = Promise.resolve();
  #frames = 0;

  constructor(response: ServerResponse, behaviour: Behaviour, framing: Framing) {
    this.#response = response;
    this.#framing = framing;
    this.#cut = behaviour.trickle ? everyByte : behaviour.splitBytes ? insideCharacters : whole;
    response.writeHead(200, { 'content-type': framing.contentType, 'cache-control': 'no-cache' });
    if (behaviour.keepAliveMs === undefined) return;
    response.flushHeaders();
    this.#keepAlive = setInterval(() => void this.#write(framing.keepAlive), behaviour.keepAliveMs);
    response.once('close', () => this.stopComments());
  }

  /** Sends one event; resolves when it may be followed by another. */
  frame(frame: Frame): Promise<void> | void {
    return this.#write(this.#framing.frame(frame, this.#frames++));
  }

  /** Sends the headers although there is no event yet. */
  flush(): void {
    this.#response.flushHeaders();
  }

  stopComments(): void {
    clearInterval(this.#keepAlive);
  }

  async end(): Promise<void> {
    this.stopComments();
    const last = this.#framing.end(this.#frames);
    if (last !== '') await this.#write(last);
    await this.#queue;
    this.#response.end();
  }

  #write(text: string): Promise<void> | void {
    if (this.#response.destroyed) return;
    if (this.#cut === whole) {
      if (this.#response.write(text)) return;
      return Promise.race([once(this.#response, 'drain'), once(this.#response, 'close')]).then(() => undefined);
    }
    this.#queue = this.#queue.then(() => this.#packets(this.#cut(Buffer.from(text))));
    return this.#queue;
  }

  async #packets(packets: Buffer[]): Promise<void> {
    for (const packet of packets) {
      if (this.#response.destroyed) return;
      await new Promise<void>((resolve) => this.#response.write(packet, () => resolve()));
      // A turn of the event loop between two packets, or the kernel hands them over as one.
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function whole(bytes: Buffer): Buffer[] {
  return [bytes];
}

function everyByte(bytes: Buffer): Buffer[] {
  return Array.from(bytes, (byte) => Buffer.from([byte]));
}

/** Two packets, the border inside the first multi-byte character; one where there is none. */
function insideCharacters(bytes: Buffer): Buffer[] {
  const lead = bytes.findIndex((byte) => byte >= 0xc0);
  return lead === -1 ? [bytes] : [bytes.subarray(0, lead + 1), bytes.subarray(lead + 1)];
}
