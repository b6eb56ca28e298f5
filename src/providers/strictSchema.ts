import type { JsonSchema } from '../core/chat/parameters.ts';

/**
 * Whether a schema is one that OpenAI can hold a model to: every object closed, every property required
 * (developers.openai.com/api/docs/guides/structured-outputs, supported schemas).
 */
export function isStrictSchema(schema: JsonSchema): boolean {
  if (schema.type === 'object' || schema.properties !== undefined) {
    const names = Object.keys(Object(schema.properties));
    const required = Array.isArray(schema.required) ? schema.required : [];
    if (schema.additionalProperties !== false || names.some((name) => !required.includes(name))) return false;
  }
  return children(schema).every(isStrictSchema);
}

function children(schema: JsonSchema): JsonSchema[] {
  const { properties, $defs, definitions, items, anyOf } = schema;
  const maps = [properties, $defs, definitions].flatMap((map) => Object.values(Object(map)));
  const lists = [items, anyOf].flat();
  return [...maps, ...lists].filter((child): child is JsonSchema => typeof child === 'object' && child !== null);
}
