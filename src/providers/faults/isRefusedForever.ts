import { namePattern } from './droppableFields.ts';
import type { Fields } from './faultLayers.ts';
import { fixedField } from './fixedField.ts';
import type { Fault } from './readFault.ts';

/** The server does not know the field, or takes nothing but what it takes without it. */
const UNKNOWN =
  /\bonly the default\b|\bextra[ _](?:inputs?|fields?|forbidden)|\bunknown[ _](?:name|field|param|key|arg)|\bunrecogni[sz]ed (?:request )?(?:arg|field|key|name|param|prop)/i;

/** A value, an account that may yet be verified, or another field is to blame. */
const THIS_TIME =
  /(?:unsupported|invalid)[ _]value|\b(?:supported|allowed|valid|possible) (?:values|levels)\b|\bverified\b|(?:of |\.)type\b|\badaptive thinking\b|\b(?:setting|being set)\b|\bjson[ _](?:mode|object|schema)\b|application\/json|not support(?:ed)? (?:an? |the )?(?:value\b|\d)|(?:support(?:ed)?|permitted|allowed|available|used|set|deprecated|unavailable)\b[^.\n]{0,40}\b(?:when|while|if|unless|together|in combination|combined|along|in \w+ mode|with (?:tool|function|stream|thinking))/i;

/** What is said of the field itself. */
const PLAIN =
  /\b(?:unsupported|deprecated|unexpected)[ _](?:request |keyword )?(?:param|arg|field|key|property|option)|(?:\b(?:is|are)|n't) (?:un(?:supported|recogni[sz]ed)|deprecated|(?:not|no longer) (?:be )?(?:currently )?(?:supported|permitted|allowed|available|recogni[sz]ed))|\b(?:arg\w*|param\w*|field|property)(?:\W+\w+)?\W+not (?:supported|permitted|allowed|recogni[sz]ed)|not (?:currently )?support\b|n't support\b/i;

/**
 * Whether a fault refuses the field at this path of `sent` whatever its value: the model knows no such field. False
 * where it refuses this value, a part of it, or the field beside another one: then the next request may be good with it.
 */
export function isRefusedForever({ words, names }: Fault, path: string, sent: Fields): boolean {
  const text = `${words}\n${names.join('\n')}`;
  // What was sent with the conversation is another thing the next time; what lies within a field is not all of it.
  if (path.startsWith('messages.') || holdsRefused(words, path)) return false;
  if (UNKNOWN.test(text)) return true;
  if (fixedField(words, [{ path }]) !== undefined) return !/\b(?:thinking|reasoning)\b/i.test(words);
  return PLAIN.test(text) && !THIS_TIME.test(text) && !namesValue(words, path, sent) && !isAboutThisUse(words, path);
}

/** `thinking.adaptive.effort: Extra inputs are not permitted`, of `thinking`. */
function holdsRefused(words: string, path: string): boolean {
  const at = words.indexOf(`${path}.`);
  return at >= 0 && /\w/.test(words.charAt(at + path.length + 1));
}

/** "tool_choice 'required' is not supported", "Thinking level MEDIUM is not supported". */
function namesValue(words: string, path: string, sent: Fields): boolean {
  const value = path.split('.').reduce<unknown>((fields, name) => (fields as Fields | undefined)?.[name], sent);
  if (typeof value !== 'string' || value === '') return false;
  const said = words.toLowerCase();
  const wanted = value.toLowerCase();
  return said.split(/[^\w-]+/).includes(wanted) || ["'", '"', '`'].some((mark) => said.includes(mark + wanted + mark));
}

/** "does not support this tool_choice", "retry with other thinking level", "Function tools with reasoning_effort". */
function isAboutThisUse(words: string, path: string): boolean {
  return new RegExp(`\\b(?:another|different|other|that|this|with) ${namePattern(path)}\\b`, 'i').test(words);
}
