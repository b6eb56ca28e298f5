import { bareName, type DroppableField } from './droppableFields.ts';

/** Words that are no English, or mean nothing else here. */
const UNMISTAKABLE = new Set(['temperature', 'seed', 'logprobs']);

const THINKING = String.raw`\b(?:thinking|reasoning)\b`;
const EFFORT = String.raw`${THINKING}|\beffort levels?\b`;
const JSON_OUTPUT = String.raw`\bjson[ _]?(?:mode|schema|output)\b|\bstructured[ _]outputs?\b|\bresponse[ _]?format\b|\bcontrolled generation\b`;

/** What vendors call a field in their sentences. */
const ALSO_CALLED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    stream: String.raw`\bstreaming\b|\bto stream\b`,
    stop: String.raw`\bstop (?:words?|sequences?|tokens?)\b`,
    thinking: THINKING,
    thinkingconfig: THINKING,
    reasoning: THINKING,
    reasoningeffort: EFFORT,
    effort: EFFORT,
    thinkingbudget: String.raw`\bbudget\b`,
    responseformat: JSON_OUTPUT,
    format: JSON_OUTPUT,
    responsemimetype: JSON_OUTPUT,
    responseschema: JSON_OUTPUT,
    responsejsonschema: JSON_OUTPUT,
  }),
);

/** The field that a sentence names first, by its own name or another for it; where two begin there, the longer name. */
export function firstMentioned(words: string, fields: readonly DroppableField[]): DroppableField | undefined {
  const mentions = fields.flatMap((field) => {
    const match = new RegExp(namesFor(field.path), 'i').exec(words);
    return match === null ? [] : [{ field, at: match.index, length: match[0].length }];
  });
  mentions.sort(
    (a, b) =>
      a.at - b.at ||
      b.length - a.length ||
      // Without its schema a request for JSON is still one; not the other way round.
      Number(/schema$/i.test(b.field.path)) - Number(/schema$/i.test(a.field.path)) ||
      a.field.path.length - b.field.path.length,
  );
  return mentions[0]?.field;
}

/** A pattern of every way to name a field: any end of its path, its words apart or together, and what else it is called. */
function namesFor(path: string): string {
  const parts = path.split('.');
  const ends = parts.map((_, index) => wordsIn(parts.slice(index).join('.')));
  const patterns = ends.map((words) => {
    const name = words.map((word) => word.replace(/[^\w]/g, String.raw`\$&`)).join('[ ._-]?');
    if (words.length > 1 || UNMISTAKABLE.has(name)) return `(?<![a-z0-9])${name}(?![a-z0-9])`;
    // An English word: only where it is set apart as a name.
    const kind = '(?:parameter|param|argument|field|property|option|value)';
    return `(?<=['"\`])${name}(?=['"\`.])|(?<=: )${name}(?=[.,]|$)|(?<=\\b${kind}:? )${name}\\b|\\b${name}(?= ${kind})`;
  });
  const other = ALSO_CALLED.get(bareName(parts.at(-1) ?? ''));
  return [...patterns, ...(other === undefined ? [] : [other])].join('|');
}

function wordsIn(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[._]+/)
    .filter((word) => word !== '');
}
