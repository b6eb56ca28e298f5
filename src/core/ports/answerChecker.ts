import type { JsonSchema } from '../chat/parameters.ts';

/** Whether text is a JSON value of a schema: the value as compact JSON, or what is wrong with it, for the model to read. */
export type CheckedAnswer = { readonly json: string } | { readonly fault: string };

/** Reads the JSON value in a model's answer and checks it against a schema. */
export type AnswerChecker = (text: string, schema: JsonSchema) => Promise<CheckedAnswer>;
