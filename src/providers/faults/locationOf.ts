/** FastAPI's path to a field, from the body on. */
export function locationOf(loc: unknown): string[] {
  if (!Array.isArray(loc)) return [];
  return loc.flatMap((part) => (part !== 'body' && ['string', 'number'].includes(typeof part) ? [String(part)] : []));
}
