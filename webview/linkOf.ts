import { isSafeLink } from './markdown/safeLink.ts';

/** Where the clicked link leads: null when no link was clicked, empty when that link must not be opened. */
export function linkOf(event: Event): string | null {
  const link = event.composedPath().find((node): node is HTMLAnchorElement => node instanceof HTMLAnchorElement);
  if (link === undefined) return null;
  const href = link.getAttribute('href') ?? '';
  return isSafeLink(href) ? href : '';
}
