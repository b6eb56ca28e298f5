import type { JsonSchema } from '../../core/chat/parameters.ts';

/** platform.claude.com/docs/en/build-with-claude/structured-outputs, JSON Schema limitations; `oneOf` becomes `anyOf`. */
const KEPT =
  /^(?:type|title|description|default|enum|const|required|properties|items|anyOf|allOf|\$ref|\$defs|definitions)$/;
const MOST_OPTIONAL = 24;
const MOST_UNIONS = 16;
/** Definitions that use each other twice and twice again are small on paper only. */
const MOST_PARTS = 2000;

interface Sum {
  parts: number;
  optional: number;
  unions: number;
}

/**
 * A schema as the vendor can hold a model to it: every object closed, without the constraints it does not know (the
 * answer is checked against the whole schema afterwards). Undefined where the rest would say something else: objects of
 * any keys, recursion, references elsewhere, or more choices than the vendor compiles.
 */
export function outputSchema(schema: JsonSchema): JsonSchema | undefined {
  const sum: Sum = { parts: 0, optional: 0, unions: 0 };
  if (!isExpressible(schema, schema, [], sum)) return undefined;
  return sum.optional > MOST_OPTIONAL || sum.unions > MOST_UNIONS ? undefined : closed(schema);
}

function isExpressible(schema: JsonSchema, root: JsonSchema, path: readonly unknown[], sum: Sum): boolean {
  const { $ref, type, properties, additionalProperties, patternProperties, enum: values } = schema;
  if (path.includes(schema) || ++sum.parts > MOST_PARTS) return false;
  if (Array.isArray(values) && values.some((value) => typeof value === 'object' && value !== null)) return false;
  const isObject = type === 'object' || properties !== undefined;
  if (isObject && (properties === undefined || Object(additionalProperties) === additionalProperties)) return false;
  if (patternProperties !== undefined) return false;
  if (isObject) sum.optional += Object.keys(Object(properties)).length - [schema.required ?? []].flat().length;
  if (Array.isArray(type) || schema.anyOf !== undefined || schema.oneOf !== undefined) sum.unions++;
  const target = $ref === undefined ? [] : [resolve(String($ref), root)];
  const next = [...target, ...children(schema)];
  return next.every((child) => child !== undefined && isExpressible(child, root, [...path, schema], sum));
}

function resolve(ref: string, root: JsonSchema): JsonSchema | undefined {
  if (!ref.startsWith('#')) return undefined;
  const steps = ref.slice(1).split('/').filter(Boolean);
  const target = steps.reduce<unknown>(
    (at, step) => Object(at)[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    root,
  );
  return isSchema(target) ? target : undefined;
}

function children({ properties, items, anyOf, oneOf, allOf }: JsonSchema): JsonSchema[] {
  return [...Object.values(Object(properties)), items, anyOf, oneOf, allOf].flat().filter(isSchema);
}

function closed(schema: JsonSchema): JsonSchema {
  const kept = Object.entries(schema).flatMap(([name, value]) => {
    if (name === 'oneOf') return [['anyOf', closedAll(value)]];
    if (!KEPT.test(name)) return [];
    if (name === 'properties' || name === '$defs' || name === 'definitions') return [[name, closedMap(value)]];
    return [[name, name === 'items' || name === 'anyOf' || name === 'allOf' ? closedAll(value) : value]];
  });
  const isObject = schema.type === 'object' || schema.properties !== undefined;
  return { ...Object.fromEntries(kept), ...(isObject ? { additionalProperties: false } : {}) };
}

function closedAll(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closedAll);
  return isSchema(value) ? closed(value) : value;
}

function closedMap(value: unknown): unknown {
  return Object.fromEntries(Object.entries(Object(value)).map(([name, schema]) => [name, closedAll(schema)]));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
