/** A JSON Schema, as it is sent. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A function that the model may ask for. */
export interface ToolDefinition {
  readonly name: string;
  readonly description?: string;
  /** JSON Schema of an object. */
  readonly parameters: JsonSchema;
}

/** Whether and which tool must be called: `required` is any of them, a name is that one. */
export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** The answer is one JSON value of this schema. */
export interface StructuredOutput {
  /** Letters, digits, `_` and `-`. */
  readonly name: string;
  readonly schema: JsonSchema;
}

export const REASONING_EFFORTS = ['none', 'minimal', 'low', 'medium', 'high'] as const;
export type ReasoningEffort = (typeof REASONING_EFFORTS)[number];

/** What may be asked of a model besides its messages; the same for every dialect, each absent unless wanted. */
export interface Parameters {
  readonly tools?: readonly ToolDefinition[];
  readonly toolChoice?: ToolChoice;
  readonly structured?: StructuredOutput;
  readonly stop?: readonly string[];
  readonly temperature?: number;
  /** Tokens, reasoning included. */
  readonly maxOutputTokens?: number;
  readonly seed?: number;
  readonly reasoningEffort?: ReasoningEffort;
}
