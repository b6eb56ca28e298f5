/** Strings in the reader's language: what the host wrote into the page, English where it wrote none. */
export function translated<S extends Readonly<Record<string, string>>>(
  english: S,
): { readonly [K in keyof S]: string } {
  if (typeof document === 'undefined') return english;
  try {
    const parsed: unknown = JSON.parse(document.getElementById('strings')?.textContent ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return english;
    const told = Object.entries(parsed).filter(([key, value]) => key in english && typeof value === 'string');
    return { ...english, ...Object.fromEntries(told) };
  } catch {
    return english;
  }
}
