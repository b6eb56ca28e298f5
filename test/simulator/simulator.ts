import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { LoggedRequest, Script, SimulatorOptions } from './behaviour.ts';
import { converse, type Incoming } from './converse.ts';
import { findDialect } from './dialects.ts';
import type { Endpoint } from './endpoint.ts';
import { findEndpoint } from './endpoints.ts';
import type { Fault } from './fault.ts';
import { keysInUse } from './keysInUse.ts';
import { openAiWords } from './openAiWords.ts';
import { readBody } from './readBody.ts';
import { sendJson } from './sendJson.ts';
import type { Api } from './simulatedRequest.ts';
import { SimulatorState } from './simulatorState.ts';
import type { Bill } from './spendLedger.ts';

export interface Simulator {
  readonly url: string;
  readonly port: number;
  /** Every request to a model so far, in any dialect, oldest first. */
  readonly requests: readonly LoggedRequest[];
  /**
   * The base URL of one provider, as a client of this dialect takes it: for OpenAI's two it ends in `/v1`, for the others (and
   * for an Azure resource) it is where the client adds its own path. Every provider answers every dialect: the path decides.
   */
  baseUrl(provider: string, dialect?: Api | 'azure'): string;
  /** Replaces the behaviour of one model; its ordinals start again at 1. */
  script(provider: string, model: string, script: Script): void;
  /** What the provider has billed so far, without its `drift`. */
  bills(provider: string): readonly Bill[];
  /** Resolves when there have been so many requests; rejects after the timeout. */
  waitForRequests(count: number, timeoutMs: number): Promise<void>;
  /** Resolves with `requests[index]` once the client has hung up on it before its answer ended; rejects after the timeout. */
  waitForHangUp(index: number, timeoutMs: number): Promise<LoggedRequest>;
  /** Stops listening and destroys every connection. */
  close(): Promise<void>;
}

/** Starts providers on loopback, each under a path of its own, that speak every dialect and serve lists of models and costs. */
export async function startSimulator(options: SimulatorOptions): Promise<Simulator> {
  const state = new SimulatorState(options);
  for (const { key, adminKey } of Object.values(options.providers)) {
    for (const one of [key, adminKey]) if (one !== undefined) keysInUse.add(one);
  }
  const server = createServer((request, response) => {
    answer(request, response, state).catch((error: unknown) => {
      const fault: Fault = { type: 'broken', message: `The simulator itself failed: ${String(error)}` };
      if (!response.headersSent) sendFault(response, fault);
      else response.destroy();
    });
  });
  server.on('connection', (socket) => socket.setNoDelay(true));
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const { requests, changes } = state;
  const url = `http://127.0.0.1:${port}`;

  return {
    ...{ url, port, requests },
    baseUrl: (provider, dialect = 'openai-chat') =>
      `${url}/${provider}${dialect === 'openai-chat' || dialect === 'openai-responses' ? '/v1' : ''}`,
    script: (provider, model, script) => state.replaceScript(provider, model, script),
    bills: (provider) => state.memoryOf(provider).ledger.bills,
    waitForRequests: (count, timeoutMs) =>
      changes.waitFor(`${count} requests`, () => requests.length >= count, timeoutMs),
    waitForHangUp: async (index, timeoutMs) => {
      const hungUp = () => requests[index]?.closedByClientAt !== undefined;
      await changes.waitFor(`hang-up on request ${index}`, hungUp, timeoutMs);
      return requests[index] as LoggedRequest;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(request: IncomingMessage, response: ServerResponse, state: SimulatorState): Promise<void> {
  const incoming = read(request, response, state);
  if (incoming) {
    const found = findEndpoint(request, incoming.path, incoming.query);
    if (found) return await serve(incoming, found.endpoint, found.groups, state);
    const spoken = request.method === 'POST' ? findDialect(incoming.path, incoming.query) : undefined;
    if (spoken) return await converse(incoming, spoken.dialect, spoken.asked, state);
  }
  request.resume();
  sendFault(response, { type: 'unknownUrl', method: request.method ?? '', url: request.url ?? '' });
}

/** A URL that names no provider is for the only one, where there is only one: some servers stand at the root of their host. */
function read(request: IncomingMessage, response: ServerResponse, { providers }: SimulatorState): Incoming | undefined {
  const startedAt = performance.now();
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://simulator');
  const [, first = '', rest = ''] = /^\/([^/]+)(\/.*)$/.exec(pathname) ?? [];
  const name = decodeURIComponent(first);
  if (Object.hasOwn(providers, name)) return { request, response, name, path: rest, query, startedAt };
  const [only, ...others] = Object.keys(providers);
  if (only === undefined || others.length > 0) return undefined;
  return { request, response, name: only, path: pathname, query, startedAt };
}

async function serve(
  { request, response, name, query }: Incoming,
  endpoint: Endpoint,
  groups: readonly string[],
  state: SimulatorState,
): Promise<void> {
  const provider = state.providers[name] ?? { models: {} };
  const { dialect } = endpoint;
  const about = { vendor: provider.vendor ?? 'openai', requestId: 'req_sim0', asked: {} } as const;
  const body = request.method === 'POST' ? await readBody(request) : undefined;
  const expected = endpoint.key === 'none' ? undefined : provider[endpoint.key];
  const key = dialect.keyOf(request.headers, query, { vendor: about.vendor });
  if (expected !== undefined && key !== expected) {
    return sendJson(response, dialect.errorAnswer({ type: 'key', presented: key !== undefined }, about));
  }
  const memory = state.memoryOf(name);
  const said = endpoint.answer({ name, provider, memory, query, headers: request.headers, body, groups });
  sendJson(response, 'type' in said ? dialect.errorAnswer(said, about) : { status: 200, body: said.body });
}

function sendFault(response: ServerResponse, fault: Fault): void {
  const { status, body } = openAiWords(fault, 'messages');
  sendJson(response, { status, body });
}
