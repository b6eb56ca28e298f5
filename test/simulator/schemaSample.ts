import { fieldsOf, isFields } from './json.ts';

/** A value that fits a JSON Schema, as a model would make one up; references and alternatives are followed as far as they go. */
export function schemaSample(schema: unknown, root: unknown = schema, depth = 0): unknown {
  const { $ref, anyOf, oneOf, allOf, enum: choices, const: fixed, default: preset, ...rest } = fieldsOf(schema);
  if (depth > 12) return null;
  if (typeof $ref === 'string') return schemaSample(resolve($ref, root), root, depth + 1);
  if (fixed !== undefined) return fixed;
  if (Array.isArray(choices)) return choices[0];
  if (preset !== undefined) return preset;
  const alternatives = anyOf ?? oneOf ?? allOf;
  if (Array.isArray(alternatives)) return schemaSample(alternatives[0], root, depth + 1);
  return ofType(rest, root, depth);
}

function ofType(schema: Readonly<Record<string, unknown>>, root: unknown, depth: number): unknown {
  const named = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  // Gemini writes them in capitals.
  const type = String(named ?? (isFields(schema.properties) ? 'object' : 'string')).toLowerCase();
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(fieldsOf(schema.properties)).map(([name, inner]) => [
          name,
          schemaSample(inner, root, depth + 1),
        ]),
      );
    case 'array':
      return [schemaSample(schema.items, root, depth + 1)];
    case 'integer':
    case 'number':
      return typeof schema.minimum === 'number' ? schema.minimum : 1;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return 'simulated';
  }
}

function resolve(reference: string, root: unknown): unknown {
  return reference
    .replace(/^#\/?/, '')
    .split('/')
    .filter((name) => name !== '')
    .reduce<unknown>((inner, name) => fieldsOf(inner)[name], root);
}
