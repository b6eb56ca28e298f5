import type { JsonSchema } from '../../core/chat/parameters.ts';

type Fields = Readonly<Record<string, unknown>>;
type Inner = (child: unknown) => Fields;

/** What Gemini's own `Schema` shares with JSON Schema (ai.google.dev/api/caching#Schema). */
const SHARED = ['title', 'description', 'required', 'pattern', 'minimum', 'maximum', 'minItems', 'maxItems'].concat([
  'minLength',
  'maxLength',
  'minProperties',
  'maxProperties',
]);

/** Stands for a schema that is missing, and for one within itself. */
const ANYTHING: Fields = { type: 'object' };

/**
 * A JSON Schema as Gemini's own `Schema`, for models and gateways that know no other: references filled in, `null` as
 * `nullable`, constants as lists of one; what it has no word for is left out.
 */
export function schemaSubset(schema: JsonSchema): Fields {
  return reduce(schema, schema, []);
}

/** `open` are the references that led here. */
function reduce(schema: unknown, root: JsonSchema, open: readonly string[]): Fields {
  if (!isObject(schema)) return ANYTHING;
  const { $ref } = schema;
  if (typeof $ref === 'string') {
    return open.includes($ref) ? ANYTHING : reduce(target($ref, root), root, [...open, $ref]);
  }
  const inner: Inner = (child) => reduce(child, root, open);
  return {
    ...Object.assign({}, ...listOf(schema.allOf).map(inner)),
    ...Object.fromEntries(SHARED.flatMap((name) => (name in schema ? [[name, schema[name]]] : []))),
    ...typeFields(schema, inner),
    ...valueFields(schema),
    ...childFields(schema, inner),
  };
}

/** One type, or a choice of several; `null` is none of them. */
function typeFields(schema: Fields, inner: Inner): Fields {
  const types = [schema.type].flat().filter((type) => typeof type === 'string');
  const named = types.length > 1 ? types.map((type) => ({ type })) : [];
  const choices = listOf(schema.anyOf ?? schema.oneOf ?? named);
  const others = choices.filter((choice) => !isNull(choice)).map(inner);
  return {
    ...(choices.length === 0 && types.length === 1 ? { type: types[0] } : {}),
    ...(others.length > 1 ? { anyOf: others } : others[0]),
    ...(types.includes('null') || choices.some(isNull) ? { nullable: true } : {}),
  };
}

/** Lists of strings, a moment in time, and the formats of numbers are all that is known of values. */
function valueFields({ type, format, const: constant, enum: values }: Fields): Fields {
  const allowed = constant === undefined ? listOf(values) : [constant];
  const strings = allowed.filter((value) => value !== null);
  const isKnown = typeof format === 'string' && (format === 'date-time' || type !== 'string');
  return {
    ...(isKnown ? { format } : {}),
    ...(strings.length > 0 && strings.every((value) => typeof value === 'string')
      ? { type: 'string', enum: strings }
      : {}),
    ...(allowed.includes(null) ? { nullable: true } : {}),
  };
}

function childFields({ type, properties, items }: Fields, inner: Inner): Fields {
  return {
    ...(isObject(properties)
      ? { properties: Object.fromEntries(Object.entries(properties).map(([name, child]) => [name, inner(child)])) }
      : {}),
    ...([type].flat().includes('array')
      ? { items: items === undefined ? { type: 'string' } : inner([items].flat()[0]) }
      : {}),
  };
}

function target(reference: string, root: JsonSchema): unknown {
  if (!reference.startsWith('#')) return undefined;
  const names = reference.split('/').slice(1);
  return names
    .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((place, name) => (isObject(place) ? place[name] : undefined), root);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNull(schema: unknown): boolean {
  return isObject(schema) && schema.type === 'null';
}
