import type { Api, SimulatedRequest } from './simulatedRequest.ts';

/** How one simulated model answers, in every dialect. Everything is optional; an empty object answers at once, completely and correctly. */
export interface Behaviour {
  /** Milliseconds before the first token, or before the error response. */
  readonly firstTokenMs?: number;
  /** Tokens a second afterwards; 0, Infinity or missing: as fast as possible. */
  readonly tokensPerSecond?: number;
  /** The answer. Missing: a plausible one that says it is simulated. */
  readonly text?: string | ((request: SimulatedRequest) => string);
  /** Cuts or repeats the text to this many tokens (about four characters each). */
  readonly tokens?: number;
  /**
   * Thought before the text. Chat completions always show it; the other dialects bill it and show it when they are asked to
   * (Anthropic's `thinking`, Gemini's `includeThoughts`, a `summary` in Responses), a short one of their own where this is missing.
   */
  readonly reasoning?: string;
  /** The reasoning is shown encrypted only: Anthropic's `redacted_thinking`. */
  readonly redactsReasoning?: boolean;
  /** Anthropic: thoughts that come back must stand behind the very words they were thought on, as with Claude 5.1 and later. */
  readonly bindsThinking?: boolean;
  /**
   * Tools to call instead of answering, if the request defines tools and does not forbid them; answered once the conversation
   * ends with the results of these very calls. A forced tool choice needs no script: the arguments are made from the schema.
   */
  readonly toolCalls?: readonly ScriptedToolCall[];
  /** Said before the tool calls. */
  readonly textBeforeTools?: string;

  /** Answers with this 4xx or 5xx. */
  readonly status?: number;
  /** The body of that answer, instead of the dialect's error shape; also the payload of `errorEventAfterTokens`. */
  readonly body?: unknown;
  /** The vendor's own name of that fault: `error.code`, in Anthropic's dialect `error.type`, in Gemini's `error.status`. */
  readonly code?: string;
  /** When to come back: a `retry-after` header (seconds, or any text), in Gemini's dialect a `RetryInfo` of so many seconds. */
  readonly retryAfter?: number | string;
  /** More headers of the answer, good or bad. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers with an HTML page, as a proxy in the way does; `status` defaults to 502. */
  readonly htmlError?: boolean;
  /** Answers 302 with this location. */
  readonly redirectTo?: string;

  /** Destroys the socket before any header. */
  readonly reset?: boolean;
  /** Accepts the request and never answers. */
  readonly hang?: boolean;

  /**
   * Request fields that this model does not take: 400 in the vendor's words. Names as they are sent, dots for nested ones
   * (`reasoning.effort`); Gemini's are looked for in `generationConfig` too; `prefill` is an assistant's message at the end.
   */
  readonly refuses?: readonly string[];
  /** Likewise, where the field exists and only its value is refused (chat completions and Responses). */
  readonly refusesValues?: readonly string[];
  /** A prompt of more tokens (about four characters each), or with `max_tokens` where the vendor adds it: 400 in its words. */
  readonly contextWindow?: number;
  /** The prompt is blocked by the vendor's filter, each dialect in its own way. */
  readonly blocksPrompt?: boolean;
  /** `never`: JSON although a stream was asked for; `always`: the reverse. Default: as asked. */
  readonly streams?: 'asked' | 'never' | 'always';

  // All the counts below are tokens of text and of tool calls' arguments; reasoning is not counted.
  /** Goes silent after so many tokens, with the connection open. */
  readonly stallAfterTokens?: number;
  /** Destroys the socket after so many tokens. */
  readonly cutAfterTokens?: number;
  /** Ends the stream politely after so many tokens: no finish reason, no usage, no last event. */
  readonly endAfterTokens?: number;
  /** Sends the dialect's error event after so many tokens and ends the stream. */
  readonly errorEventAfterTokens?: number;
  /** Sends one chunk of broken JSON after so many tokens, then goes on as if nothing had happened. */
  readonly malformedAfterTokens?: number;

  /** Sends every byte of the stream in a packet of its own. */
  readonly trickle?: boolean;
  /** Sends packets that end inside UTF-8 sequences: each event with a multi-byte character is cut in the middle of one. */
  readonly splitBytes?: boolean;
  /** Sends comments (or the dialect's own `ping`) at this interval, from the first header to the end. */
  readonly keepAliveMs?: number;

  /**
   * Where usage comes. Missing: as the vendor does; chat completions then send it in a chunk of its own if the request asked for
   * it (`last`), Gemini with every chunk.
   */
  readonly usage?: 'last' | 'everyChunk' | 'none';
  /** The share (0…1) of the prompt reported as read from the provider's cache; Anthropic's marks count instead where there are any. */
  readonly cachedShare?: number;
  /** Anthropic: prefixes of fewer tokens are not cached; 1024 when missing, as with most of its models. */
  readonly cacheMinimumTokens?: number;
  /** Default `stop`, or what follows from the answer; these four in the dialect's words, any other text as it is. */
  readonly finishReason?: 'stop' | 'length' | 'tool_calls' | 'content_filter' | (string & {});
  /** Ends without the dialect's last event: `data: [DONE]`, Anthropic's `message_stop`. */
  readonly omitDone?: boolean;
}

/** A tool call as a model would write it. */
export interface ScriptedToolCall {
  readonly name: string;
  /** A string is sent as it is, broken or not; missing: made from the tool's schema. */
  readonly arguments?: string | Readonly<Record<string, unknown>>;
  /** Missing: one in the vendor's style. */
  readonly id?: string;
}

/** One behaviour, one per request in turn (the last one stays), or a function of the request. */
export type Script = Behaviour | readonly Behaviour[] | ((request: SimulatedRequest) => Behaviour);

/** Whose words and extras chat completions, errors and listings have; the paths decide the dialect, and Azure's paths Azure. */
export type SimulatedVendor = 'openai' | 'mistral' | 'openrouter' | 'azure' | 'ollama' | 'llamacpp';

export interface SimulatedProvider {
  /** The API key to expect, in whichever header the dialect has for it; missing: any or none. */
  readonly key?: string;
  /** The key that the spend endpoints expect; missing: any or none. */
  readonly adminKey?: string;
  /** Default `openai`. */
  readonly vendor?: SimulatedVendor;
  readonly models: Readonly<Record<string, Script>>;
  /** What listings say of the models, and what the ledger bills; a window given here is also kept. */
  readonly facts?: Readonly<Record<string, ModelFacts>>;
  /** What the spend endpoints report, as a multiple of what was billed; default 1. */
  readonly drift?: number;
}

export interface ModelFacts {
  /** US$ per million tokens. */
  readonly price?: {
    readonly input: number;
    readonly cachedInput?: number;
    /** For an hour it costs 1.6 times as much, as at Anthropic. */
    readonly cacheWrite?: number;
    readonly output: number;
  };
  readonly name?: string;
  readonly contextWindow?: number;
  readonly maxOutputTokens?: number;
  /** Default: all of them. */
  readonly abilities?: readonly ('tools' | 'vision' | 'reasoning' | 'json')[];
}

export interface SimulatorOptions {
  readonly providers: Readonly<Record<string, SimulatedProvider>>;
  /** Default: any free port. */
  readonly port?: number;
  /** The time the ledger bills at, in milliseconds since 1970; default `Date.now`. */
  readonly now?: () => number;
}

/** One line of the simulator's log; the fields that are not readonly are filled in as the request goes on. */
export interface LoggedRequest {
  readonly api: Api;
  readonly provider: string;
  readonly model: string;
  readonly ordinal: number;
  /** The parsed body. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The path after the provider's name. */
  readonly path: string;
  /** `performance.now()` when the headers had arrived. */
  readonly startedAt: number;
  /** `performance.now()` when the client hung up before the answer had ended. */
  closedByClientAt: number | undefined;
  /** Tokens of text, tool calls and reasoning written so far. */
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
