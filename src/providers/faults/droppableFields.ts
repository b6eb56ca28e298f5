import type { Fields } from './faultLayers.ts';

/** A field of a request that may be left out. */
export interface DroppableField {
  /** With dots: `generationConfig.seed`. */
  readonly path: string;
}

/** The conversation and who is asked: without these it would be another request. */
const KEPT = new Set([
  'model',
  'messages',
  'contents',
  'input',
  'prompt',
  'system',
  'systeminstruction',
  'instructions',
  'tools',
  'anthropicversion',
  'previousresponseid',
  'cachedcontent',
]);

/** Only a bag for its fields. */
const BAG = 'generationconfig';

const DEEPEST = 3;

/**
 * Every field of a request body that an answer can be had without. An object with a `type` is one thing and has no
 * fields of its own here; nor has a schema.
 */
export function droppableFields(sent: Fields): DroppableField[] {
  return fieldsIn(sent, '', DEEPEST);
}

/** Whether a field at the root of a request belongs to the conversation. */
export function isKept(name: string): boolean {
  return KEPT.has(bareName(name));
}

/** A field's name whatever its case: `stop_sequences` and `stopSequences` are one. */
export function bareName(name: string): string {
  return name.replaceAll('_', '').toLowerCase();
}

/** A pattern for the name at the end of a field's path, its words apart or together. */
export function namePattern(path: string): string {
  const name = path.split('.').at(-1) ?? '';
  return name.replace(/([a-z])([A-Z])/g, '$1_$2').replace(/\W|_/g, '[ _]?');
}

function fieldsIn(fields: Fields, parent: string, depth: number): DroppableField[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined || (parent === '' && isKept(name))) return [];
    const path = parent === '' ? name : `${parent}.${name}`;
    const whole = bareName(name) === BAG ? [] : [{ path }];
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject || 'type' in value || /schema$/i.test(name) || depth === 1) return whole;
    return [...whole, ...fieldsIn(value as Fields, path, depth - 1)];
  });
}
