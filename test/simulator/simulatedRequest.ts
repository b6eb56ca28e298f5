import type { Api as AnyApi } from '../../src/core/models/preset.ts';

/** The dialects the simulator speaks. */
export type Api = Exclude<AnyApi, 'vscode-lm'>;

/** What a request says in any dialect, as far as the simulator cares; everything else is in `raw`. */
export interface SimulatedRequest {
  readonly api: Api;
  readonly provider: string;
  readonly model: string;
  /** 1 for the first request to this model of this provider. */
  readonly ordinal: number;
  /** Unlike any other request's; ids in answers are made from it. */
  readonly serial: number;
  readonly messages: readonly SimulatedMessage[];
  readonly stream: boolean;
  /** Chat completions: usage was asked for in a stream. */
  readonly includeUsage: boolean;
  /** Whether the model may reason, and whether that is to be seen in the answer. */
  readonly reasoning: 'none' | 'hidden' | 'shown';
  readonly tools: readonly SimulatedTool[];
  readonly toolChoice: 'auto' | 'none' | 'required' | { readonly name: string };
  /** The answer must be JSON: of this schema, or any object. */
  readonly structured: { readonly schema?: unknown } | undefined;
  readonly maxOutputTokens: number | undefined;
  readonly stop: readonly string[];
  /** The prompt in the order of its cache, where the dialect lets the client mark it. */
  readonly blocks?: readonly PromptBlock[];
  readonly raw: unknown;
}

export interface SimulatedMessage {
  readonly role: string;
  /** The text; images and tool calls left out, tool results included. */
  readonly content: string;
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  /** The message brings results of tool calls. */
  readonly results?: true;
}

export interface SimulatedTool {
  readonly name: string;
  readonly schema: unknown;
}

/** A piece of the prompt; with a mark, everything up to here is to be cached for so long. */
export interface PromptBlock {
  readonly text: string;
  readonly mark?: '5m' | '1h';
}

/** What a dialect reads from a body; the simulator knows the rest. */
export type ReadRequest = Omit<SimulatedRequest, 'api' | 'provider' | 'ordinal' | 'serial' | 'raw'>;

/** About four characters a token, tool definitions and calls included. */
export function promptTokens(request: SimulatedRequest): number {
  if (request.blocks) return Math.ceil(sum(request.blocks.map(({ text }) => text.length)) / 4);
  const calls = request.messages.flatMap((message) => message.calls ?? []);
  const characters = [
    ...request.messages.map(({ content }) => content.length),
    ...calls.map((call) => call.name.length + call.arguments.length),
    ...request.tools.map((tool) => JSON.stringify(tool).length),
  ];
  return Math.ceil(sum(characters) / 4);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
