const ALLOWED = /^(?:https?:\/\/|mailto:)[^\s]+$/i;

/** Whether a link of a model's answer may be offered to the reader: web pages and mail addresses only. */
export function isSafeLink(href: string): boolean {
  return href.length <= 4000 && ALLOWED.test(href);
}
