import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Timings } from './timings.ts';
import { type Prompt, sendAnswer } from './wallAnswer.ts';
import { actionFor } from './wallFaults.ts';
import { WallLog } from './wallLog.ts';

interface Body {
  readonly model?: string;
  readonly stream?: boolean;
  readonly stream_options?: { readonly include_usage?: boolean };
  readonly messages?: readonly { readonly role?: string; readonly content?: unknown }[];
}

/** A provider on loopback that speaks chat completions and breaks in the way its model's name says. */
export class Wall implements AsyncDisposable {
  readonly log = new WallLog();
  readonly #timings: Timings;
  readonly #server: Server;

  private constructor(server: Server, timings: Timings) {
    this.#server = server;
    this.#timings = timings;
    server.on('request', (request, response) => {
      this.#serve(request, response).catch(() => response.socket?.destroy());
    });
  }

  static async start(timings: Timings): Promise<Wall> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new Wall(server, timings);
  }

  /** The base URL, as a client takes it. */
  get baseUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/v1`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece as Buffer);
    if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
      refuse(response, 404, { message: 'No such route', type: 'invalid_request_error', code: null });
      return;
    }
    const body = JSON.parse(Buffer.concat(pieces).toString()) as Body;
    const { model = '', stream = false, messages = [] } = body;
    const last = messages.at(-1);
    const prefill = last?.role === 'assistant' ? String(last.content ?? '') : undefined;
    const ordinal = this.log.count(model);
    const action = actionFor({
      ordinal,
      model,
      sinceResetMs: this.log.now,
      prefilled: prefill !== undefined,
      timings: this.#timings,
    });
    if (action === undefined) {
      this.log.add(model, ordinal, 'no such model');
      refuse(response, 404, {
        message: `The model ${model} does not exist`,
        type: 'invalid_request_error',
        code: 'model_not_found',
      });
      return;
    }
    switch (action.type) {
      case 'reset':
        this.log.add(model, ordinal, 'reset');
        response.socket?.resetAndDestroy();
        return;
      case 'silence':
        this.log.add(model, ordinal, 'silence');
        setTimeout(() => response.socket?.destroy(), this.#timings.silenceMs).unref();
        return;
      case 'refuse': {
        const { status, message, errorType, code, retryAfterS } = action;
        this.log.add(model, ordinal, `${status} ${code ?? ''}`.trim());
        refuse(response, status, { message, type: errorType, code }, retryAfterS);
        return;
      }
      case 'answer': {
        this.log.add(model, ordinal, `200 ${action.mode}`);
        const prompt: Prompt = {
          model,
          prefill,
          tokens: messages.reduce((sum, { content }) => sum + String(content ?? '').split(/\s+/).length + 4, 0),
          usage: body.stream_options?.include_usage === true,
        };
        await sendAnswer(response, prompt, { mode: action.mode, stream, timings: this.#timings });
      }
    }
  }
}

function refuse(
  response: ServerResponse,
  status: number,
  error: { readonly message: string; readonly type: string; readonly code: string | null },
  retryAfterS?: number,
): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(retryAfterS === undefined ? {} : { 'retry-after': String(retryAfterS) }),
  });
  response.end(JSON.stringify({ error: { ...error, param: null } }));
}
