import { parsePlace } from '../../src/protocol/place.ts';

/** The path that a Markdown link leads to, when it may be a file of the workspace; null for any other address. */
export function placeOfLink(href: string): string | null {
  const path = decoded(href.replace(/^file:\/\/(?=\/)/i, ''));
  return parsePlace(path)?.kind === 'path' ? path : null;
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href);
  } catch {
    return href;
  }
}
