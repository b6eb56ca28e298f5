import { jsonrepair } from 'jsonrepair';
import * as z from 'zod';
import type { JsonSchema } from '../../core/chat/parameters.ts';
import type { CheckedAnswer } from '../../core/ports/answerChecker.ts';

/**
 * Reads the JSON value in an answer, with what models put around and into it mended: fences, remarks, thoughts, comments,
 * trailing commas, an end that is missing. Of several the first that fits the schema; a schema that cannot be read is not
 * checked against.
 */
export function readAnswer(text: string, schema: JsonSchema): CheckedAnswer {
  const check = checkerOf(schema);
  let fault: string | undefined;
  for (const value of valuesIn(text)) {
    const problem = check?.safeParse(value).error?.issues[0];
    if (problem === undefined) return { json: JSON.stringify(value) };
    fault ??= `at ${problem.path.map(String).join('.') || 'the root'}: ${problem.message}`;
  }
  return { fault: fault ?? 'it holds no JSON value' };
}

function checkerOf(schema: JsonSchema): z.ZodType | undefined {
  try {
    return z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0]);
  } catch {
    return undefined;
  }
}

/** What may be meant, the likeliest first: what is marked as JSON, then the longest piece, and what needs no mending. */
function* valuesIn(answer: string): Generator<unknown> {
  const text = answer.replace(/^\s*<think>[\s\S]*?<\/think>/, '');
  const open = text.slice(Math.max(0, text.search(/[[{]/)));
  const bare = open.slice(0, Math.max(open.lastIndexOf('}'), open.lastIndexOf(']')) + 1);
  const spans = closedSpans(text).sort((a, b) => b.length - a.length);
  const candidates = [text, ...fenced(text, /```json[c5]?\s*\n/gi), ...fenced(text, /```\s*\n/g), ...spans, bare, open];
  for (const read of [parsed, repaired]) {
    for (const candidate of candidates) {
      const value = read(candidate);
      if (value !== undefined) yield value;
    }
  }
}

/** What stands between such a fence and the next one. */
function fenced(text: string, fence: RegExp): string[] {
  return Array.from(text.matchAll(fence), ({ 0: opening, index }) => {
    const start = index + opening.length;
    const end = text.indexOf('```', start);
    return end < 0 ? '' : text.slice(start, end);
  });
}

/** The outermost pieces of a text that begin with a bracket and end with its match, up to one that is never closed. */
function closedSpans(text: string): string[] {
  const spans: string[] = [];
  let depth = 0;
  let start = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inString) {
      if (character === '\\') at++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = depth > 0;
    else if (character === '{' || character === '[') {
      if (depth++ === 0) start = at;
    } else if ((character === '}' || character === ']') && depth > 0 && --depth === 0) {
      spans.push(text.slice(start, at + 1));
    }
  }
  return spans;
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
