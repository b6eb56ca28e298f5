import { type Fields, fieldsOf } from '../json.ts';

/** A field by its JSON name or by its name in the protocol buffer: Google takes both. */
export function field(value: unknown, name: string): unknown {
  const fields: Fields = fieldsOf(value);
  return fields[name] ?? fields[protoName(name)];
}

/** `maxOutputTokens` as `max_output_tokens`. */
export function protoName(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
