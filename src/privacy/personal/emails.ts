import type { Finder } from '../match.ts';

const ADDRESS = /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])/gi;

/** Who is nobody: names kept for examples (RFC 2606), addresses that machines write, and the user of a Git address. */
const NOBODY =
  /^(?:git|noreply|no-reply|donotreply|postmaster|mailer-daemon|user|username|you|name|someone)@|@(?:(?:.+\.)?example\.(?:com|org|net)|(?:.+\.)?(?:test|example|invalid|localhost|local)|users\.noreply\.github\.com)$/i;

/** File names that look like one: `icon@2x.png`. */
const PICTURE = /@\dx\.[a-z]+$/i;

/** E-mail addresses of people. */
export const findEmails: Finder = (text) => {
  if (!text.includes('@')) return [];
  return [...text.matchAll(ADDRESS)].flatMap(({ 0: value, index: start }) =>
    NOBODY.test(value) || PICTURE.test(value) ? [] : [{ kind: 'email', start, value }],
  );
};
