type Fields = Readonly<Record<string, unknown>>;

/** A copy of a request body without these fields; a dot leads into an object: `generationConfig.seed`. */
export function omitFields(body: Fields, names: readonly string[]): Fields {
  return names.reduce((rest, name) => omit(rest, name.split('.')), body);
}

function omit(fields: Fields, [name = '', ...path]: readonly string[]): Fields {
  const { [name]: value, ...others } = fields;
  if (path.length === 0) return others;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return fields;
  const inner = omit(value as Fields, path);
  return Object.keys(inner).length === 0 ? others : { ...fields, [name]: inner };
}
