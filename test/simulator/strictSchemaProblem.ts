import { fieldsOf, isFields } from './json.ts';

/**
 * What OpenAI would say of a schema that claims to be strict; undefined where it is: objects closed, and all they may have
 * required (platform.openai.com/docs/guides/structured-outputs, supported schemas).
 */
export function strictSchemaProblem(schema: unknown, path: readonly string[] = []): string | undefined {
  if (!isFields(schema)) return undefined;
  const context = `In context=(${path.map((step) => `'${step}'`).join(', ')}${path.length === 1 ? ',' : ''})`;
  const properties = fieldsOf(schema.properties);
  if (schema.type === 'object' || schema.properties !== undefined) {
    if (schema.additionalProperties !== false) {
      return `${context}, 'additionalProperties' is required to be supplied and to be false.`;
    }
    const required = Array.isArray(schema.required) ? schema.required : [];
    const missing = Object.keys(properties).find((name) => !required.includes(name));
    if (missing !== undefined) {
      return `${context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '${missing}'.`;
    }
  }
  for (const [name, inner] of Object.entries(properties)) {
    const problem = strictSchemaProblem(inner, [...path, 'properties', name]);
    if (problem !== undefined) return problem;
  }
  return strictSchemaProblem(schema.items, [...path, 'items']);
}
