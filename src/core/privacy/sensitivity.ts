import type { ChatMessage } from '../chat/message.ts';
import type { Examined, Leak } from '../ports/leakDetector.ts';
import { say } from '../words.ts';
import { highest, type Level } from './level.ts';
import { pathLevel } from './pathLevel.ts';
import type { PrivacyRules, Redaction } from './privacyRules.ts';

/** What the reader wants of one question, whatever the settings say. */
export interface PrivacyWish {
  /** The level to treat it as, instead of what is found. */
  readonly level?: Level;
  readonly redact?: Redaction;
  /** The level of the request that this one belongs to: it has no less to lose. */
  readonly atLeast?: Level;
}

/** How much a request has to lose, and why: counts and kinds, never what was found. */
export interface Sensitivity {
  readonly level: Level;
  readonly reasons: readonly string[];
}

/** The same with what is to be replaced before it is sent. */
export interface Judgement extends Sensitivity {
  readonly hidden: readonly Leak[];
  /** What it would be if its reader had said nothing. */
  readonly found: Level;
}

/** The level of a request that is about to be sent, from its files, from what was found in its words, and from its reader. */
export function judge(
  messages: readonly ChatMessage[],
  examined: readonly Examined[],
  rules: PrivacyRules,
  wish: PrivacyWish = {},
): Judgement {
  const redact = wish.redact ?? rules.redact;
  const leaks = unique(examined.flatMap((one) => one.leaks));
  const looked = leaks.filter(({ type }) => levelOf(type, rules) !== undefined);
  const hidden = looked.filter(
    ({ type }) => redact !== 'off' && (type === 'secret' || redact === 'secretsAndPersonal'),
  );
  const open = looked.filter((leak) => !hidden.includes(leak));
  const paths = [...new Set(messages.flatMap((message) => message.paths ?? []))];
  const byPath = paths.flatMap((path) => pathLevel(path, rules) ?? []);
  const chosen = messages.flatMap(({ level }) => level ?? []);
  const found = highest([
    rules.defaultLevel,
    ...byPath,
    ...chosen,
    ...(wish.atLeast === undefined ? [] : [wish.atLeast]),
    ...open.flatMap(({ type }) => levelOf(type, rules) ?? []),
  ]);
  const reasons = [
    ...(wish.level === undefined ? [] : [say('you said: {0}', levelWord(wish.level))]),
    ...(chosen.length === 0 ? [] : [say('you marked it: {0}', levelWord(highest(chosen)))]),
    ...(wish.atLeast === undefined || wish.atLeast === 'public'
      ? []
      : [say('belongs to a question that is {0}', levelWord(wish.atLeast))]),
    ...(byPath.length === 0 ? [] : [say('{0} by their path, files: {1}', levelWord(highest(byPath)), byPath.length)]),
    ...leakWords(open).map((words) => say('found {0}', words)),
    ...leakWords(hidden).map((words) => say('{0}, replaced by placeholders before it is sent', words)),
    ...(examined.some(({ incomplete }) => incomplete) ? [say('too long to be looked through to its end')] : []),
  ];
  return { level: wish.level ?? found, reasons, hidden, found };
}

/** A level in a word. */
export function levelWord(level: Level): string {
  return { public: say('public'), internal: say('internal'), confidential: say('confidential') }[level];
}

function levelOf(type: Leak['type'], { detect }: PrivacyRules): Level | undefined {
  const level = type === 'secret' ? detect.secrets : detect.personalData;
  return level === 'off' ? undefined : level;
}

function unique(leaks: readonly Leak[]): Leak[] {
  return [...new Map(leaks.map((leak) => [leak.value, leak])).values()];
}

/** `secrets: 2 (github, aws)`: at most one sentence for each type. */
function leakWords(leaks: readonly Leak[]): string[] {
  const secrets = leaks.filter(({ type }) => type === 'secret');
  const personal = leaks.filter(({ type }) => type === 'personal');
  return [
    ...(secrets.length === 0 ? [] : [say('secrets: {0} ({1})', secrets.length, kindsOf(secrets))]),
    ...(personal.length === 0 ? [] : [say('personal data: {0} ({1})', personal.length, kindsOf(personal))]),
  ];
}

function kindsOf(leaks: readonly Leak[]): string {
  return [...new Set(leaks.map(({ kind }) => kind))].join(', ');
}
