import { jsonrepair } from 'jsonrepair';
import * as z from 'zod';
import type { JsonSchema } from '../../core/chat/parameters.ts';
import type { CheckedAnswer } from '../../core/ports/answerChecker.ts';

/**
 * Reads the JSON value in an answer, with what models put around and into it mended: fences, remarks, comments, trailing
 * commas, an end that is missing. A schema that cannot be read is not checked against.
 */
export function readAnswer(text: string, schema: JsonSchema): CheckedAnswer {
  const value = jsonIn(text);
  if (value === undefined) return { fault: 'it holds no JSON value' };
  const check = checkerOf(schema);
  const problem = check?.safeParse(value).error?.issues[0];
  if (problem === undefined) return { json: JSON.stringify(value) };
  return { fault: `at ${problem.path.map(String).join('.') || 'the root'}: ${problem.message}` };
}

function checkerOf(schema: JsonSchema): z.ZodType | undefined {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return undefined;
  }
}

function jsonIn(text: string): unknown {
  const fenced = /```(?:json[c5]?)?\s*\n([\s\S]*?)```/i.exec(text)?.[1];
  const open = text.slice(Math.max(0, text.search(/[[{]/)));
  const bare = open.slice(0, Math.max(open.lastIndexOf('}'), open.lastIndexOf(']')) + 1);
  for (const read of [parsed, repaired]) {
    for (const candidate of [text, fenced, bare, open]) {
      const value = candidate === undefined ? undefined : read(candidate);
      if (value !== undefined) return value;
    }
  }
  return undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Only what begins like an object or a list: the package makes a JSON text of any words. */
function repaired(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return parsed(jsonrepair(text));
  } catch {
    return undefined;
  }
}
