import type { IncomingHttpHeaders } from 'node:http';
import type { Behaviour, SimulatedVendor } from './behaviour.ts';
import type { Fault } from './fault.ts';
import type { Framing } from './framing.ts';
import type { Api, ReadRequest, SimulatedRequest } from './simulatedRequest.ts';
import type { Turn } from './turn.ts';

/** What the path of a request says. */
export interface Asked {
  /** The path names the model. */
  readonly model?: string;
  /** The path decides whether the answer is streamed. */
  readonly stream?: boolean;
  /** The path is this vendor's own. */
  readonly vendor?: SimulatedVendor;
  /** Gemini: server-sent events rather than a JSON array. */
  readonly sse?: boolean;
}

/** One event of a stream. */
export interface Frame {
  /** The `event:` field, where the dialect has one. */
  readonly event?: string;
  readonly data: string;
  /** It brings a token, so that it waits for its turn: of reasoning, or of what the faults of a behaviour count. */
  readonly carries?: 'reasoning' | 'output';
  /** How many tokens; 1 when missing. */
  readonly tokens?: number;
  /** The first frame that tells that the answer is whole. */
  readonly closing?: true;
}

/** An error as it is sent. */
export interface ErrorAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What the words of a fault depend on, beside the dialect. */
export interface FaultContext {
  readonly vendor: SimulatedVendor;
  readonly requestId: string;
  readonly asked: Asked;
}

/** How one vendor's server speaks: everything about it that differs between dialects. */
export interface Dialect {
  readonly api: Api;
  /** What a POST to this path (after the provider's name) asks for; undefined where the path is not this dialect's. */
  match(path: string, query: URLSearchParams): Asked | undefined;
  /** The key of a request, in whichever place the vendor takes it; undefined where there is none. */
  keyOf(headers: IncomingHttpHeaders, query: URLSearchParams, asked: Asked): string | undefined;
  /** The model that a body asks for, where the path does not say it. */
  modelOf(body: unknown): string | undefined;
  read(body: unknown, asked: Asked): ReadRequest;
  /** What this vendor would say against the request; undefined where it is good. */
  check(
    request: SimulatedRequest,
    headers: IncomingHttpHeaders,
    behaviour: Behaviour,
    vendor: SimulatedVendor,
  ): Fault | undefined;
  /** The fault in the vendor's words and shape. */
  errorAnswer(fault: Fault, about: FaultContext): ErrorAnswer;
  /** A blocked prompt is no error here, but an answer without content. */
  readonly answersBlockedPrompts?: true;
  /** Headers of every answer. */
  headers(requestId: string, vendor: SimulatedVendor): Readonly<Record<string, string>>;
  framing(asked: Asked, vendor: SimulatedVendor): Framing;
  /** The events of a streamed answer. */
  frames(turn: Turn): Iterable<Frame>;
  /** What ends a stream that fails in the middle; `body` instead of the dialect's own words where given. */
  errorFrames(turn: Turn, body: unknown): Frame[];
  /** An event whose JSON breaks off. */
  readonly brokenFrame: Frame;
  /** The id that the answer bears. */
  idOf(turn: Turn): string;
  /** The body of an answer that is not streamed. */
  whole(turn: Turn): unknown;
}
