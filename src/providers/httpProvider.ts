import type { SwitchyardError } from '../core/chat/errors.ts';
import type { Keys } from '../core/ports/keys.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../core/ports/provider.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';
import type { Dialect } from './dialect.ts';
import { requestIdOf } from './faults/readFault.ts';
import { toError } from './faults/toError.ts';
import { omitFields } from './omitFields.ts';
import { AnswerLimits } from './transport/answerLimits.ts';
import { authHeaders } from './transport/authHeaders.ts';
import { limitsIn } from './transport/limitHeaders.ts';
import { readValues } from './transport/readValues.ts';
import { HttpFault, safeFetch } from './transport/safeFetch.ts';
import { withoutSecrets } from './transport/withoutSecrets.ts';

/** Speaks one dialect to one provider over HTTP: everything that does not depend on the dialect. */
export class HttpProvider implements Provider {
  readonly #dialectFor: (call: ProviderCall) => Dialect;
  readonly #setup: ProviderSetup;
  readonly #keys: Keys;
  readonly #fetch: typeof globalThis.fetch;

  constructor(
    dialectFor: (call: ProviderCall) => Dialect,
    setup: ProviderSetup,
    keys: Keys,
    fetch: typeof globalThis.fetch,
  ) {
    this.#dialectFor = dialectFor;
    this.#setup = setup;
    this.#keys = keys;
    this.#fetch = fetch;
  }

  async *stream(call: ProviderCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void> {
    const setup = this.#setup;
    const dialect = this.#dialectFor(call);
    const body = omitFields(dialect.toRequest(call, setup), call.without ?? []);
    let headers: Readonly<Record<string, string>> = {};
    let fault: unknown;
    try {
      headers = await authHeaders(setup, this.#keys);
      const fetch = safeFetch({
        origin: new URL(setup.baseUrl).origin,
        headers: { ...dialect.headers?.(body), ...headers },
        fetch: this.#fetch,
        onFault: (thrown) => {
          fault = thrown;
          if (thrown instanceof HttpFault) call.onLimits?.(limitsIn(thrown.headers));
        },
      });
      const response = await dialect.send(call, setup)(body, fetch, signal);
      call.onLimits?.(limitsIn(response.headers));
      const requestId = requestIdOf(response.headers);
      if (requestId !== undefined) yield { type: 'details', details: { requestId } };
      const converter = dialect.converter(call, setup);
      const limits = new AnswerLimits();
      // Not `yield*`: it takes several turns of the microtask queue for each event.
      try {
        for await (const values of readValues(response, call.onActivity)) {
          for (const value of values) {
            for (const event of converter.push(value)) {
              limits.see(event);
              yield clean(event, headers);
            }
          }
        }
      } catch (error) {
        // A break, too, may come after the end was already known.
        for (const event of converter.end()) yield clean(event, headers);
        throw error;
      }
      for (const event of converter.end()) yield clean(event, headers);
    } catch (error) {
      throw withoutSecrets(toError(fault ?? error, body), headers);
    }
  }
}

function clean(event: ProviderEvent, headers: Readonly<Record<string, string>>): ProviderEvent {
  return event.type === 'fault'
    ? { type: 'fault', error: withoutSecrets(event.error, headers) as SwitchyardError }
    : event;
}
