/** A JSON Schema, as it is sent. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A function that the model may ask for. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of an object. */
  readonly parameters: JsonSchema;
  /** Whether the vendor is to hold the model to the schema; absent: where the schema allows it. */
  readonly strict?: boolean;
}

/** Whether and which tool must be called: `required` is any of them, a name is that one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** The answer is one JSON value of this schema. */
export interface StructuredOutput {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  readonly schema: JsonSchema;
  /** Any JSON object will do: the schema says no more. */
  readonly anyObject?: true;
}

export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high'] as const;
export type ReasoningEffort = (typeof REASONING_EFFORTS)[number];

/** What may be asked of a model besides its messages; the same for every dialect, each absent unless wanted. */
export interface Parameters {
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  /** Whether several tools may be called at once; absent: as the vendor does. */
  readonly parallelToolCalls?: boolean;
  readonly structured?: StructuredOutput;
  readonly stop?: readonly string[];
  readonly temperature?: number;
  /** Nucleus sampling: the share of the likeliest tokens to choose from. */
  readonly topP?: number;
  /** Tokens, reasoning included. */
  readonly maxOutputTokens?: number;
  readonly seed?: number;
  readonly reasoningEffort?: ReasoningEffort;
}
