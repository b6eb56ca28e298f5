import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../core/ports/logger.ts';
import { ApiError } from './apiError.ts';
import { Completions } from './completions.ts';
import { Guard } from './guard.ts';
import { LIMITS, type Limits } from './limits.ts';
import { modelList, oneModel } from './modelList.ts';
import { routeOf } from './route.ts';
import { sendJson } from './sendJson.ts';
import type { ServerCore } from './serverCore.ts';

/** A server that listens. */
export interface LocalServer {
  /** Its address as OpenAI's clients take it for their `baseURL`. */
  readonly url: string;
  readonly port: number;
  /** Stops listening and every running request, and resolves when all of them have settled. */
  close(): Promise<void>;
}

export interface ServerOptions {
  readonly core: ServerCore;
  /** What clients must know; it is never written anywhere. */
  readonly token: string;
  /** 0: any that is free. */
  readonly port: number;
  readonly log: Logger;
  /** Other limits than the usual ones. */
  readonly limits?: Partial<Limits>;
}

/** Starts an OpenAI-compatible server on 127.0.0.1. Rejects with Node's own error where the port cannot be had. */
export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const { core, token, port: wanted, log } = options;
  const limits = { ...LIMITS, ...options.limits };
  const server = createServer({
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.checkMs,
    noDelay: true,
  });
  server.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const guard = new Guard(token, port);
  const completions = new Completions(core, limits);
  const created = Math.floor(core.tools.clock.now() / 1000);
  const running = new Set<Promise<void>>();
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    guard.check(request);
    const { route, allow } = routeOf(request.method ?? '', request.url ?? '');
    switch (route?.to) {
      case undefined:
        response.writeHead(204, { allow }).end();
        return;
      case 'completions':
        return completions.answer(request, response);
      case 'models':
        return sendJson(response, 200, modelList(core, created));
      case 'model':
        return sendJson(response, 200, oneModel(core, route.id, created));
    }
  };
  server.on('request', (request, response) => {
    const answering = answer(request, response).catch((error: unknown) => refuse(response, error, log));
    running.add(answering);
    void answering.finally(() => running.delete(answering));
  });
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      completions.stop();
      const settled = Promise.allSettled(running);
      await Promise.race([settled, new Promise((resolve) => setTimeout(resolve, limits.settleMs).unref())]);
      // What was just written is let go out first.
      await new Promise((resolve) => setImmediate(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function refuse(response: ServerResponse, error: unknown, log: Logger): void {
  // A client that is gone is told nothing.
  if (error === undefined) return;
  const refusal = error instanceof ApiError ? error : ourMistake(error, log);
  if (response.headersSent) response.destroy();
  else sendJson(response, refusal.status, { error: refusal.body }, refusal.headers);
}

/** A mistake of our own, by its place: its words could quote what was asked. */
function ourMistake(error: unknown, log: Logger): ApiError {
  const [, ...stack] = error instanceof Error ? (error.stack ?? '').split('\n    at ') : [];
  log.error(`server: ${error instanceof Error ? error.name : typeof error} at ${stack.slice(0, 5).join(' < ')}`);
  return new ApiError(500, { message: 'Switchyard made a mistake; its log says where.', code: 'internal_error' });
}
