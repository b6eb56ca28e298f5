/** The web address that this text is, and nothing but it; null otherwise. */
export function singleUrl(text: string): string | null {
  const trimmed = text.trim();
  if (!/^https?:\/\/\S+$/i.test(trimmed) || trimmed.length > 4000 || !URL.canParse(trimmed)) return null;
  return trimmed;
}
