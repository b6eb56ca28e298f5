import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { keysInUse } from '../simulator/keysInUse.ts';

const SECRET = 'T0B0-secret-of-the-channel';

/** A team's channel behind an incoming webhook on this machine, and what it was told. Its address is a key in use. */
export class TeamChannel implements AsyncDisposable {
  readonly told: { url: string | undefined; body: { text: string; content: string; notices: unknown[] } }[] = [];
  /** What it answers with. */
  answer: { readonly status: number; readonly headers?: Readonly<Record<string, string>> } = { status: 200 };
  readonly #server: Server;

  private constructor() {
    this.#server = createServer(async (request, response) => {
      this.told.push({ url: request.url, body: JSON.parse(await text(request)) });
      response.writeHead(this.answer.status, this.answer.headers ?? {}).end('ok');
    });
  }

  static async start(): Promise<TeamChannel> {
    const channel = new TeamChannel();
    await new Promise<void>((resolve) => channel.#server.listen(0, '127.0.0.1', resolve));
    keysInUse.add(SECRET);
    return channel;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** The webhook's address, which is a secret. */
  get address(): string {
    return `${this.origin}${this.path}`;
  }

  get path(): string {
    return `/services/${SECRET}`;
  }

  /** Every notice, in the order they came. */
  get notices(): unknown[] {
    return this.told.flatMap(({ body }) => body.notices);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
