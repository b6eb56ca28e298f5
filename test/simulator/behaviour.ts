/** How one simulated model answers. Everything is optional; an empty object answers at once, completely and correctly. */
export interface Behaviour {
  /** Milliseconds before the first token, or before the error response. */
  readonly firstTokenMs?: number;
  /** Tokens a second afterwards; 0, Infinity or missing: as fast as possible. */
  readonly tokensPerSecond?: number;
  /** The answer. Missing: a plausible one that says it is simulated. */
  readonly text?: string | ((request: SimulatedRequest) => string);
  /** Cuts or repeats the text to this many tokens (about four characters each). */
  readonly tokens?: number;
  /** Streamed before the text as `reasoning_content`. */
  readonly reasoning?: string;

  /** Answers with this 4xx or 5xx. */
  readonly status?: number;
  /** The body of that answer, instead of OpenAI's error shape; also the payload of `errorEventAfterTokens`. */
  readonly body?: unknown;
  /** The `error.code` of that answer. */
  readonly code?: string;
  /** The `retry-after` header of that answer: seconds, or any text. */
  readonly retryAfter?: number | string;
  /** Answers with an HTML page, as a proxy in the way does; `status` defaults to 502. */
  readonly htmlError?: boolean;
  /** Answers 302 with this location. */
  readonly redirectTo?: string;

  /** Destroys the socket before any header. */
  readonly reset?: boolean;
  /** Accepts the request and never answers. */
  readonly hang?: boolean;

  // All the counts below are text tokens; reasoning is not counted.
  /** Goes silent after so many tokens, with the connection open. */
  readonly stallAfterTokens?: number;
  /** Destroys the socket after so many tokens. */
  readonly cutAfterTokens?: number;
  /** Ends the stream politely after so many tokens: no finish reason, no usage, no `[DONE]`. */
  readonly endAfterTokens?: number;
  /** Sends `data: {"error":…}` after so many tokens and ends the stream. */
  readonly errorEventAfterTokens?: number;
  /** Sends one chunk of broken JSON after so many tokens, then goes on as if nothing had happened. */
  readonly malformedAfterTokens?: number;

  /** Sends every byte of the stream in a packet of its own. */
  readonly trickle?: boolean;
  /** Sends packets that end inside UTF-8 sequences: each event with a multi-byte character is cut in the middle of one. */
  readonly splitBytes?: boolean;
  /** Sends `: keep-alive` comments at this interval, from the first header to the end. */
  readonly keepAliveMs?: number;

  /** Where usage comes. `last` (the default): in a chunk of its own if the request asked for it. */
  readonly usage?: 'last' | 'everyChunk' | 'none';
  /** The share (0…1) of the prompt reported as read from the provider's cache. */
  readonly cachedShare?: number;
  /** Default `stop`. */
  readonly finishReason?: 'stop' | 'length' | 'tool_calls' | 'content_filter';
  /** Ends without `data: [DONE]`. */
  readonly omitDone?: boolean;
}

/** One behaviour, one per request in turn (the last one stays), or a function of the request. */
export type Script = Behaviour | readonly Behaviour[] | ((request: SimulatedRequest) => Behaviour);

export interface SimulatedProvider {
  /** The API key to expect; missing: any or none. */
  readonly key?: string;
  readonly models: Readonly<Record<string, Script>>;
}

export interface SimulatorOptions {
  readonly providers: Readonly<Record<string, SimulatedProvider>>;
  /** Default: any free port. */
  readonly port?: number;
}

/** What a chat completions request says, as far as the simulator cares; everything else is in `raw`. */
export interface SimulatedRequest {
  readonly provider: string;
  readonly model: string;
  /** 1 for the first request to this model of this provider. */
  readonly ordinal: number;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly raw: unknown;
}

/** One line of the simulator's log; the fields that are not readonly are filled in as the request goes on. */
export interface LoggedRequest {
  readonly provider: string;
  readonly model: string;
  readonly ordinal: number;
  /** The parsed body. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** `performance.now()` when the headers had arrived. */
  readonly startedAt: number;
  /** `performance.now()` when the client hung up before the answer had ended. */
  closedByClientAt: number | undefined;
  /** Text and reasoning tokens written so far. */
  tokensSent: number;
}

/** The behaviour a script gives for this request. */
export function behaviourFor(script: Script, request: SimulatedRequest): Behaviour {
  if (typeof script === 'function') return script(request);
  if (isList(script)) return script[Math.min(request.ordinal, script.length) - 1] ?? {};
  return script;
}

function isList(script: Behaviour | readonly Behaviour[]): script is readonly Behaviour[] {
  return Array.isArray(script);
}
