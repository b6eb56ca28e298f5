import { bareName, type DroppableField, droppableFields, isKept } from './droppableFields.ts';
import type { Fields } from './faultLayers.ts';
import { firstMentioned } from './firstMentioned.ts';
import { fixedField } from './fixedField.ts';
import { locationOf } from './locationOf.ts';
import { maxOutputTokensIn } from './maxOutputTokensIn.ts';
import type { Fault } from './readFault.ts';
import { refusedInside } from './refusedInside.ts';

/** What vendors say of a field that a model does not take, or not with this value. */
const REFUSAL =
  /unsupported|not (?:be )?(?:supported|permitted|allowed|available|enabled|recogni[sz]ed|specified|used)|not (?:currently )?support|n't (?:support|be set)|deprecated|unavailable|unrecogni[sz]ed|unexpected|unknown (?:name|field|param|key)|unknown_param|extra[ _](?:inputs?|fields?|forbidden)|must be (?:one of|between|less|in |verified)|may (?:only|not)|only (?:supports?|works|enabled|the default|one of)|of the allowed|invalid value|out of range|range(?: of|:| is)|(?:above|below) (?:the )?m(?:ax|in)imum|input should be|should have at most|(?:less|greater) than or equal|(?:array|string|list) too (?:long|short)|(?:is|not) (?:in)?valid|too large|is limited|cannot both be|is mandatory|cannot be disabled/i;

/** The schema is what is wrong: without it the answer would be another one. */
const BAD_SCHEMA =
  /invalid (?:json[ _]?)?schema|schema[^.]{0,40}(?:is invalid|not valid|too )|in context=\(|too many states/i;

/** What is wrong with one of the messages or tools. */
const INSIDE = /\b(?:messages|contents|input|tools)[.[]\d/;

/** One field under many names: gateways and servers speak of it by another one than was sent. */
const OUTPUT_LIMITS = new Set(['maxtokens', 'maxcompletiontokens', 'maxoutputtokens', 'maxnewtokens']);

/**
 * The field of the request that a fault refuses, as its path in `sent` with dots: the request is good without it. Only
 * a field that was sent and that an answer can be had without, one of `refusedInside`'s, or what limits the output where
 * the fault tells how far it may go; undefined where the fault is about something else.
 */
export function refusedField({ words, names, layers }: Fault, sent: Fields): string | undefined {
  const inside = refusedInside(words, sent);
  if (inside !== undefined) return inside;
  const all = droppableFields(sent);
  const limits = all.filter(({ path }) => OUTPUT_LIMITS.has(bareName(path.split('.').at(-1) ?? '')));
  if (maxOutputTokensIn(words) !== undefined) return (firstMentioned(words, limits) ?? limits[0])?.path;
  const fields = all.filter((field) => !isNeeded(field, layers));
  const fixed = fixedField(words, fields);
  if (fixed !== undefined) return fixed.path;
  const unknown = [...words.matchAll(/unknown name \\?"([\w$]+)\\?"(?: at '([^']*)')?/gi)];
  if (unknown.length > 0) return googleUnknown(unknown, fields);
  if (BAD_SCHEMA.test(words) || !REFUSAL.test(`${words}\n${names.join('\n')}`)) return undefined;
  for (const pointer of layers.flatMap(pointersOf)) {
    if (isKept(pointer[0] ?? '')) return undefined;
    const field = fieldAt(pointer, fields);
    if (field !== undefined) return field.path;
  }
  return INSIDE.test(words) ? undefined : firstMentioned(words, fields)?.path;
}

/** docs.claude.com/en/api/messages wants `max_tokens`; its errors are known by their root. */
function isNeeded({ path }: DroppableField, [root]: readonly Fields[]): boolean {
  return path === 'max_tokens' && root?.type === 'error';
}

/** `Unknown name "seed" at 'generation_config': Cannot find field.`, several in one message; a schema's words are not fields. */
function googleUnknown(matches: readonly RegExpMatchArray[], fields: readonly DroppableField[]): string | undefined {
  for (const [, name = '', at = ''] of matches) {
    const path = [...segments(at), name];
    const field = fieldAt(path, fields);
    if (field !== undefined && bareName(segments(field.path).at(-1) ?? '') === bareName(name)) return field.path;
  }
  return undefined;
}

/** Where vendors point: `param` (OpenAI), `loc` (FastAPI), "x.y: Extra inputs are not permitted" (Anthropic). */
function pointersOf({ param, loc, message }: Fields): string[][] {
  const inMessage = typeof message === 'string' ? /^([\w.]+): /.exec(message)?.[1] : undefined;
  const inParam = typeof param === 'string' && !param.includes(' ') ? param : undefined;
  const paths = [inParam, inMessage].flatMap((path) => (path ? [segments(path)] : []));
  return [...paths, locationOf(loc)].filter((path) => path.length > 0);
}

function segments(path: string): string[] {
  return path.split(/[.[\]]+/).filter((part) => part !== '');
}

/** The innermost field on a path, however its names are written; validators put tags of their own in between. */
function fieldAt(path: readonly string[], fields: readonly DroppableField[]): DroppableField | undefined {
  const wanted = path.map(bareName);
  const onPath = fields.filter((field) => isPathOf(segments(field.path).map(bareName), wanted));
  return onPath.toSorted((a, b) => b.path.length - a.path.length)[0];
}

function isPathOf(names: readonly string[], wanted: readonly string[]): boolean {
  if (names[0] !== wanted[0]) return false;
  let from = 0;
  for (const name of names) {
    from = wanted.indexOf(name, from) + 1;
    if (from === 0) return false;
  }
  return true;
}
