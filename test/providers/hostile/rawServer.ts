import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Writable } from 'node:stream';

/** What a server does to one connection once the request's body is there. */
export type Attack = (socket: Socket) => void | Promise<void>;

/** A server on loopback that is no HTTP server: every byte it sends is its own choice. */
export class RawServer implements AsyncDisposable {
  /** The requests as they came, headers and bodies. */
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, attack: Attack) {
    this.#server = server;
    server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => {});
      let text = '';
      socket.on('data', (data) => {
        text += data.toString('latin1');
        if (!isWhole(text)) return;
        this.requests.push(text);
        text = '';
        Promise.resolve(attack(socket)).catch(() => socket.destroy());
      });
    });
  }

  static async start(attack: Attack): Promise<RawServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RawServer(server, attack);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
  return end >= 0 && text.length - end - 4 >= length;
}

/** Writes pieces for as long as the other side takes them; resolves when it does not any more. */
export async function flood(to: Writable, next: (at: number) => Uint8Array | string): Promise<void> {
  let goOn = () => {};
  to.on('drain', () => goOn()).on('close', () => goOn());
  for (let at = 0; !to.destroyed; at++) {
    const { promise, resolve } = Promise.withResolvers<void>();
    goOn = resolve;
    if (!to.write(next(at))) await promise;
  }
}

/** Writes one piece after the other, slowly, for as long as the other side takes them. */
export async function trickle(socket: Socket, everyMs: number, next: (at: number) => string): Promise<void> {
  for (let at = 0; !socket.destroyed; at++) {
    socket.write(next(at));
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
