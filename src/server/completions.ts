import type { IncomingMessage, ServerResponse } from 'node:http';
import { routeChat } from '../core/routing/routeChat.ts';
import { answeredBy, costHeader } from './answerWords.ts';
import { ApiError } from './apiError.ts';
import type { Limits } from './limits.ts';
import { BodyReader } from './readBody.ts';
import { sendJson } from './sendJson.ts';
import type { ServerCore } from './serverCore.ts';
import { streamAnswer } from './streamAnswer.ts';
import { toApiError } from './toApiError.ts';
import { type Completion, toRequest } from './toRequest.ts';
import { TurnKeeper } from './turnKeeper.ts';
import { WholeAnswer } from './wholeAnswer.ts';

/** Answers chat completions, so many at once. A client that hangs up stops its request, whatever that is waiting for. */
export class Completions {
  readonly #core: ServerCore;
  readonly #limits: Limits;
  readonly #bodies: BodyReader;
  readonly #turns = new TurnKeeper();
  readonly #running = new Set<AbortController>();

  constructor(core: ServerCore, limits: Limits) {
    this.#core = core;
    this.#limits = limits;
    this.#bodies = new BodyReader(limits);
  }

  /** Rejects with an `ApiError` that is to be sent. */
  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { requests } = this.#limits;
    if (this.#running.size >= requests) {
      const message = `More than ${requests} requests at once.`;
      throw new ApiError(429, { message, type: 'rate_limit_error', code: 'server_busy' }, { 'retry-after': '1' });
    }
    const controller = new AbortController();
    const hangUp = () => controller.abort();
    this.#running.add(controller);
    response.once('close', hangUp);
    try {
      const completion = toRequest(await this.#bodies.read(request), this.#core, this.#turns);
      await this.#respond(completion, response, controller.signal);
    } finally {
      response.off('close', hangUp);
      this.#running.delete(controller);
    }
  }

  /** Stops every running request. */
  stop(): void {
    for (const controller of this.#running) controller.abort();
  }

  async #respond(completion: Completion, response: ServerResponse, signal: AbortSignal): Promise<void> {
    const { request, setup, stream } = completion;
    const events = routeChat(request, setup, this.#core.tools, signal);
    const see = this.#turns.watch();
    const failure = stream
      ? await streamAnswer(completion, events, { response, see, limits: this.#limits })
      : undefined;
    if (failure !== undefined) throw toApiError(failure);
    if (stream) return;
    const answer = new WholeAnswer();
    for await (const event of events) {
      see(event);
      const end = answer.add(event);
      if (end?.type === 'error') throw toApiError(end);
      if (end === undefined) continue;
      const headers = {
        'x-request-id': request.id,
        ...answeredBy(end.model, end.attempts),
        ...costHeader(end.costUsd),
      };
      sendJson(response, 200, answer.body(completion, end), headers);
    }
  }
}
