import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Replay } from './replay.ts';

interface Answer {
  readonly response: Replay;
  readonly pieceBytes: () => number;
  readonly hold: Hold | undefined;
}

/** The rest of a body, from a byte on, waits for something. */
interface Hold {
  readonly from: number;
  readonly until: Promise<void>;
}

/**
 * A provider on loopback that answers whatever it is asked under an address with what was recorded there: status,
 * headers and body as they were, each piece of the body in a packet of its own.
 */
export class ReplayServer implements AsyncDisposable {
  readonly #server: Server;
  readonly #answers: Answer[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => void this.#answer(request, response));
  }

  static async start(): Promise<ReplayServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ReplayServer(server);
  }

  /** The base URL under which this response is served; `pieceBytes` is asked for the size of each piece. */
  serve(response: Replay, pieceBytes: () => number = () => 97, hold?: Hold): string {
    this.#answers.push({ response, pieceBytes, hold });
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/${this.#answers.length - 1}/v1`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = this.#answers[Number(request.url?.split('/')[1])];
    request.resume();
    await once(request, 'end');
    if (answer === undefined || request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const { status = 200, headers = {}, body } = answer.response;
    response.writeHead(status, { ...headers });
    response.socket?.setNoDelay(true);
    const bytes = Buffer.from(body);
    const holdAt = answer.hold?.from ?? bytes.length;
    for (let at = 0; at < bytes.length && !response.destroyed; ) {
      if (at === holdAt) await answer.hold?.until;
      const piece = at + Math.max(1, answer.pieceBytes());
      const end = at < holdAt ? Math.min(piece, holdAt) : piece;
      await new Promise<void>((resolve) => response.write(bytes.subarray(at, end), () => resolve()));
      // A turn of the event loop between two packets, or the kernel hands them over as one.
      await new Promise((resolve) => setImmediate(resolve));
      at = end;
    }
    response.end();
  }
}
