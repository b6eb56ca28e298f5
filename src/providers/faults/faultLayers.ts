/** A JSON object, as far as it is known. */
export type Fields = Readonly<Record<string, unknown>>;

/** Where vendors, gateways and frameworks put one error into another, some of them as a string of JSON. */
const INNER = [
  'error',
  'errors',
  'message',
  'detail',
  'details',
  'metadata',
  'raw',
  'innererror',
  'violations',
  'response',
  'base_resp',
  'cause',
];

const DEEPEST = 8;
const MOST = 32;

/**
 * The objects that an error's body is made of, the outermost first; a piece that is only words becomes `{message}`.
 * Takes any value, and reads JSON that stands in a string, as OpenRouter's `metadata.raw` and Google's SDKs send it.
 */
export function faultLayers(body: unknown): Fields[] {
  const layers: Fields[] = [];
  collect(body, DEEPEST, layers);
  return layers;
}

function collect(value: unknown, depth: number, layers: Fields[]): void {
  if (depth === 0 || layers.length >= MOST) return;
  if (typeof value === 'string') {
    const inner = jsonIn(value);
    if (inner !== undefined) collect(inner, depth - 1, layers);
    else if (value.trim() !== '') layers.push({ message: value });
  } else if (Array.isArray(value)) {
    for (const entry of value.slice(0, MOST)) collect(entry, depth - 1, layers);
  } else if (typeof value === 'object' && value !== null) {
    const fields = value as Fields;
    layers.push(fields);
    for (const name of INNER) {
      const inner = fields[name];
      // Plain words are this layer's own.
      if (name !== 'message' || typeof inner !== 'string' || jsonIn(inner) !== undefined) {
        collect(inner, depth - 1, layers);
      }
    }
  }
}

/** What a string of JSON holds; undefined for any other. */
export function jsonIn(text: string): unknown {
  if (!/^\s*(?:[[{"]|null\s*$)/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
