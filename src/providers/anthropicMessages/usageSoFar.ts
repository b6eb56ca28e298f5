type Fields = Readonly<Record<string, unknown>>;

const INPUT = ['input_tokens', 'cache_read_input_tokens', 'cache_creation_input_tokens'];

/**
 * A message's usage with what a later event says of it: its counts are those of the whole message so far and replace the
 * earlier ones. Nulls say nothing, nor does an input of nothing but zeros: proxies end with it where the beginning told
 * the counts.
 */
export function usageSoFar(told: Fields, later: Fields): Fields {
  const known = Object.entries(later).filter(([, count]) => count !== null);
  const tellsInput = INPUT.some((name) => later[name]);
  const telling = tellsInput ? known : known.filter(([name]) => !INPUT.includes(name) && name !== 'cache_creation');
  return { ...(tellsInput ? {} : Object.fromEntries(known)), ...told, ...Object.fromEntries(telling) };
}
