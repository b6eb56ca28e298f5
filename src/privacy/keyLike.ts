import type { Match } from './match.ts';

/** Forms of keys that secretlint's rules leave out, each with its source. */
const FORMS: readonly { readonly kind: string; readonly pattern: RegExp }[] = [
  // cloud.google.com/docs/authentication/api-keys
  { kind: 'google', pattern: /(?<![\w-])AIza[\w-]{35}(?![\w-])/g },
  // Bearer keys as OpenAI-compatible vendors give them: DeepSeek, Moonshot, Together, OpenRouter and many more.
  { kind: 'api-key', pattern: /(?<![\w-])(?:sk|pk|rk|gsk|xai|fw|tgp|hf|pplx|nvapi)[-_][\w-]{24,}/g },
  // RFC 7468, shorter and encrypted ones too; in JSON its lines are joined by `\n`.
  {
    kind: 'privatekey',
    pattern:
      /-----BEGIN [A-Z ]{0,20}PRIVATE KEY[A-Z ]{0,10}-----(?:[A-Za-z0-9+/=\s\\:,.]|-(?!-)){30,8000}?-----END [A-Z ]{0,20}PRIVATE KEY[A-Z ]{0,10}-----/g,
  },
  // RFC 7519 in compact form: the header begins with `{"`.
  { kind: 'jwt', pattern: /(?<![\w.-])eyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{20,1000}(?![\w-])/g },
];

/** RFC 6750 and RFC 7617: what stands behind the scheme. */
const BEARER =
  /(?<![\w-])(?:Authorization\\?["']?[ \t]{0,3}[:=][ \t]{0,3}\\?["'`]?(?:Bearer|Basic|Token)|Bearer)[ \t]{1,3}([A-Za-z0-9][\w.~+/=-]{15,4000})/dgi;

/** `PASSWORD=…` in a file of variables. */
const ASSIGNED =
  /(?<![\w-])(?:[A-Z][A-Z0-9_]{0,40}_)?(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|PASSPHRASE)(?:_[A-Z0-9_]{1,20})?=["']?([^\s"'#]{8,4000})/dg;

/** `"api_key": "…"` in code and configurations, also where it stands in JSON itself and its quotes are escaped. */
const QUOTED =
  /(?<![\w-])["']?[\w-]{0,40}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|passphrase)\\?["']?\s{0,3}(?::|=|=>|:=)\s{0,3}(\\?["'])([^\s"']{8,4000})\1/dgi;

/** `password: …` in YAML and `PASSWORD = …` in properties, without quotes. */
const BARE =
  /(?<![\w-])["']?[\w-]{0,40}(?:password|passwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|passphrase)\\?["']?[ \t]{0,3}(?::|=|=>|:=)[ \t]{0,3}([^\s"'`,;()[\]{}<>]{8,4000})/dgi;

/** What stands where a secret will stand: examples, variables, calls. */
const STAND_IN =
  /^(?:[<$%{[(]|process\.|os\.|env\.|config\.)|[(){}<>]|x{4,}|\*{3,}|\.{3}|example|placeholder|changeme|change_me|dummy|your[-_]|my[-_]|insert|replace|redacted|not[-_]?set|undefined|__[A-Z]+_\d+__/i;

/** What else code has there without quotes: references, paths, addresses, and one property of another. */
const CODE = /^[&*!@/.\\]|:\/\/|^[a-z_$][\w$]*(?:\??\.[a-z_$][\w$]*)+$/i;

/** What looks like a key or a password, where secretlint has no rule. */
export function findKeyLike(text: string): Match[] {
  const formed = FORMS.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)]
      .filter(([value]) => isRandom(value))
      .map(({ 0: value, index: start }) => ({ kind, start, value })),
  );
  const random = (pattern: RegExp, group: number) =>
    [...text.matchAll(pattern)].flatMap((match) => valueAt(match, group)).filter(({ value }) => isRandom(value));
  const assigned = [...text.matchAll(ASSIGNED)].flatMap((match) => valueAt(match, 1));
  const bearer = random(BEARER, 1).filter(({ value }) => isNoName(value));
  const bare = random(BARE, 1).filter(
    ({ start, value }) => isNoName(value) && !/[([{<]/.test(text[start + value.length] ?? ''),
  );
  return [
    ...formed,
    ...bearer.map((match) => ({ ...match, kind: 'api-key' })),
    ...assigned,
    ...random(QUOTED, 2),
    ...bare,
  ];
}

function valueAt(match: RegExpExecArray, group: number): Match[] {
  const value = match[group] ?? '';
  const start = match.indices?.[group]?.[0] ?? match.index;
  return STAND_IN.test(value) ? [] : [{ kind: 'password', start, value }];
}

/** Letters and digits in no order that a person would write. */
function isRandom(value: string): boolean {
  return /\d/.test(value) && /[a-z]/i.test(value) && new Set(value).size >= 8 && !STAND_IN.test(value);
}

/** Names of types and functions have digits at one place at most (`Uint8Array`), and no signs. */
function isNoName(value: string): boolean {
  const places = value.match(/\d+/g)?.length ?? 0;
  return !CODE.test(value) && (places > 1 || /[!$%^~]/.test(value));
}
