import type { ProviderCall, ProviderEvent } from '../core/ports/provider.ts';
import type { ProviderSetup } from '../core/routing/setup.ts';

/** Turns the JSON values of one answer into events: the chunks of a stream, or a whole answer, whichever comes. */
export interface Converter {
  /** The events of one value; a value that is nothing of the kind has none. Never throws. */
  push(value: unknown): Iterable<ProviderEvent>;
  /** What is left to say once the answer has ended. */
  end(): Iterable<ProviderEvent>;
}

/** Sends a request body and resolves to the answer's head; rejects with an `HttpFault` for any that is no success. */
export type Send = (
  body: Readonly<Record<string, unknown>>,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
) => Promise<Response>;

/** One way of speaking to models: everything that `HttpProvider` needs to know of it. */
export interface Dialect {
  /** The request body of a call, with the fields of `call.without` still in it. */
  toRequest(call: ProviderCall, setup: ProviderSetup): Readonly<Record<string, unknown>>;
  /** What the vendor wants in the headers besides the key, as data; the configured headers win over them. */
  headers?(body: Readonly<Record<string, unknown>>): Readonly<Record<string, string>>;
  /** A new converter for each call. */
  converter(call: ProviderCall, setup: ProviderSetup): Converter;
  send(call: ProviderCall, setup: ProviderSetup): Send;
}
