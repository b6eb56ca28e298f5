import { fieldsOf, isFields } from '../json.ts';
import { protoName } from './names.ts';

/**
 * The first field of a schema that Google's `Schema` message does not have, as a path in the protocol buffer with the name of the
 * field last (ai.google.dev/api/caching, Schema); undefined where there is none. JSON Schema goes into `parametersJsonSchema`.
 */
export function schemaProblem(schema: unknown, path: string): { place: string; name: string } | undefined {
  if (!isFields(schema)) return undefined;
  const unknown = Object.keys(schema).find((name) => !FIELDS.has(name) && !FIELDS_IN_PROTO.has(name));
  if (unknown !== undefined) return { place: path, name: unknown };
  for (const [index, inner] of Object.values(fieldsOf(schema.properties)).entries()) {
    const problem = schemaProblem(inner, `${path}.properties[${index}].value`);
    if (problem) return problem;
  }
  const alternatives = schema.anyOf ?? schema.any_of;
  for (const [index, inner] of (Array.isArray(alternatives) ? alternatives : []).entries()) {
    const problem = schemaProblem(inner, `${path}.any_of[${index}]`);
    if (problem) return problem;
  }
  return schemaProblem(schema.items, `${path}.items`);
}

const FIELDS = new Set([
  ...['type', 'format', 'title', 'description', 'nullable', 'enum', 'maxItems', 'minItems', 'properties', 'required'],
  ...['minProperties', 'maxProperties', 'minLength', 'maxLength', 'pattern', 'example', 'anyOf', 'propertyOrdering'],
  ...['default', 'items', 'minimum', 'maximum'],
]);
const FIELDS_IN_PROTO = new Set([...FIELDS].map(protoName));
