const SEGMENT = /\.([^.[\]]+)|\[(\d{1,6})\]|\[(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\]/y;

/**
 * The members and elements that a JSON Path of streamed arguments leads through, such as `$.orders[0]['unit price']`
 * (RFC 9535, singular queries); undefined for any other.
 */
export function argumentPath(path: string): (string | number)[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const segments: (string | number)[] = [];
  SEGMENT.lastIndex = 1;
  for (let at = 1; at < path.length; at = SEGMENT.lastIndex) {
    const match = SEGMENT.exec(path);
    if (match === null) return undefined;
    const [, member, element, single, double] = match;
    segments.push(element === undefined ? (member ?? unescaped(single ?? double ?? '')) : Number(element));
  }
  return segments.length === 0 ? undefined : segments;
}

function unescaped(quoted: string): string {
  return quoted.replace(/\\(u[\da-fA-F]{4}|.)/gs, (_, code: string) => {
    if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return ({ b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' } as Record<string, string>)[code] ?? code;
  });
}
