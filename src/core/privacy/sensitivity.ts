import type { ChatMessage } from '../chat/message.ts';
import { partTexts } from '../chat/messageTexts.ts';
import { oncePerPart } from '../chat/oncePerPart.ts';
import type { Examined, Leak } from '../ports/leakDetector.ts';
import { say } from '../words.ts';
import { type Cause, causesOf } from './causes.ts';
import { hiddenSignsIn } from './hiddenText.ts';
import { kindWord } from './kindWord.ts';
import { highest, isAbove, LEVELS, type Level } from './level.ts';
import { originOf } from './originOf.ts';
import { pathLevel, patternLevel } from './pathLevel.ts';
import { type PrivacyRules, type Redaction, stricterRedaction } from './privacyRules.ts';
import type { PrivacyWay } from './privacyWay.ts';

/** What the reader wants of one question, whatever their own settings say. */
export interface PrivacyWish {
  /** The level to treat it as, instead of what is found; never below what the workspace demands. */
  readonly level?: Level | undefined;
  /** How much was found when its reader said so: where more is found now, that counts. Absent: whatever is found. */
  readonly despite?: Level | undefined;
  /** It counts as this at least. */
  readonly atLeast?: Level | undefined;
  /** What is replaced besides what the settings say. */
  readonly redact?: Redaction | undefined;
  /** The level of the request that this one belongs to: it has no less to lose. */
  readonly partOf?: Level;
}

/** How much a request has to lose, and why: counts and kinds, never what was found. */
export interface Sensitivity {
  readonly level: Level;
  readonly reasons: readonly string[];
  /** Of a question that nobody may have; absent where there is none. */
  readonly ways?: readonly PrivacyWay[];
}

/** The same with what it rests on, and with what is to be replaced before it is sent. */
export interface Judgement extends Omit<Sensitivity, 'ways'> {
  readonly hidden: readonly Leak[];
  /** What it would be if its reader had said nothing. */
  readonly found: Level;
  /** What it would be if everything that was found in its words were replaced. */
  readonly redacted: Level;
  /** What it would be if nothing were replaced: who may not have that gets the placeholders, wherever it runs. */
  readonly unredacted: Level;
  /** The least that the workspace lets it be. */
  readonly least: Level;
  readonly causes: readonly Cause[];
}

/**
 * The level of a request that is about to be sent, from its files, from what was found in its words, and from its reader.
 * `redact`: what is replaced besides of what was found in one of its texts.
 */
export function judge(
  messages: readonly ChatMessage[],
  examined: readonly (Examined & { readonly redact?: Redaction })[],
  rules: PrivacyRules,
  wish: PrivacyWish = {},
): Judgement {
  const redact = stricterRedaction(rules.redact, wish.redact);
  const leaks = unique(examined.flatMap((one) => one.leaks));
  const looked = leaks.filter(({ type }) => levelOf(type, rules) !== undefined);
  // What is replaced anywhere is replaced everywhere.
  const replaced = new Set(
    examined.flatMap((one) => {
      const own = stricterRedaction(redact, one.redact);
      return one.leaks.filter(({ type }) => isReplaced(type, own)).map(({ value }) => value);
    }),
  );
  const hidden = looked.filter(({ value }) => replaced.has(value));
  const open = looked.filter((leak) => !hidden.includes(leak));
  const { paths, level: marked } = originOf(messages);
  const byPath = paths.flatMap((path) => {
    const level = pathLevel(path, rules);
    return level === undefined ? [] : [{ path, level }];
  });
  // What nobody looked at may hold anything.
  const isUnseen = examined.some(({ incomplete }) => incomplete);
  const unseen = isUnseen ? unseenLevel(rules) : 'public';
  const withoutWords = [rules.defaultLevel, ...byPath.map(({ level }) => level), unseen];
  const detected = highest([...withoutWords, ...open.flatMap(({ type }) => levelOf(type, rules) ?? [])]);
  const whole = wish.partOf ?? 'public';
  const said = marked ?? 'public';
  const found = highest([detected, said, whole]);
  const least = leastLevel(detected, paths, open, isUnseen, rules);
  const isLowered = wish.level !== undefined && !isAbove(found, wish.despite ?? 'confidential');
  const level = isLowered ? highest([wish.level, least, whole]) : highest([found, wish.atLeast ?? 'public']);
  const set = isLowered ? wish.level : wish.atLeast;
  const hiddenSigns = hiddenSignsOf(messages);
  const reasons = [
    ...(set === undefined ? [] : [say('set by you: {0}', levelWord(set))]),
    ...(isLowered && isAbove(least, wish.level) ? [say('this workspace demands: {0}', levelWord(least))] : []),
    ...(whole === 'public' ? [] : [say('belongs to a question that is {0}', levelWord(whole))]),
    ...(marked === undefined ? [] : [say('you marked it: {0}', levelWord(marked))]),
    ...pathWords(byPath),
    ...leakWords(open).map((words) => say('found {0}', words)),
    ...leakWords(hidden).map((words) => say('{0}, replaced by placeholders before it leaves this machine', words)),
    ...(hiddenSigns === 0 ? [] : [say('found hidden text: {0} invisible signs', hiddenSigns)]),
    ...(isUnseen ? [say('too long to be looked through to its end')] : []),
  ];
  return {
    level,
    reasons,
    hidden,
    found,
    redacted: isLowered ? level : highest([...withoutWords, said, whole, wish.atLeast ?? 'public']),
    unredacted: highest([level, ...hidden.flatMap(({ type }) => levelOf(type, rules) ?? [])]),
    least,
    causes: causesOf({ byPath, marked, open, hidden, unseen, rules, hasHiddenText: hiddenSigns > 0 }),
  };
}

const hiddenSignsOfPart = oncePerPart((part) => partTexts(part).reduce((sum, text) => sum + hiddenSignsIn(text), 0));

function hiddenSignsOf(messages: readonly ChatMessage[]): number {
  let sum = 0;
  for (const { parts } of messages) for (const part of parts) sum += hiddenSignsOfPart(part);
  return sum;
}

function isReplaced(type: Leak['type'], redact: Redaction): boolean {
  return redact !== 'off' && (type === 'secret' || redact === 'secretsAndPersonal');
}

/** A level in a word. */
export function levelWord(level: Level): string {
  return { public: say('public'), internal: say('internal'), confidential: say('confidential') }[level];
}

/** What the workspace itself says of it: what it raises, and whatever it has rules for. */
function leastLevel(
  detected: Level,
  paths: readonly string[],
  open: readonly Leak[],
  isUnseen: boolean,
  { workspace }: PrivacyRules,
): Level {
  if (workspace === undefined) return 'public';
  const ruled = LEVELS.filter((level) => !isAbove(level, detected) && workspace.levels[level].length > 0);
  return highest([
    workspace.defaultLevel,
    ...paths.flatMap((path) => patternLevel(path, workspace.globs) ?? []),
    ...open.flatMap(({ type }) => levelOf(type, workspace) ?? []),
    ...(isUnseen ? [unseenLevel(workspace)] : []),
    ...ruled,
  ]);
}

/** The level of what was not looked through: the highest that anything in it could have. */
function unseenLevel(rules: Pick<PrivacyRules, 'detect'>): Level {
  return highest([levelOf('secret', rules) ?? 'public', levelOf('personal', rules) ?? 'public']);
}

function levelOf(type: Leak['type'], { detect }: Pick<PrivacyRules, 'detect'>): Level | undefined {
  const level = type === 'secret' ? detect.secrets : detect.personalData;
  return level === 'off' ? undefined : level;
}

function unique(leaks: readonly Leak[]): Leak[] {
  return [...new Map(leaks.map((leak) => [leak.value, leak])).values()];
}

function pathWords(byPath: readonly { readonly level: Level }[]): string[] {
  if (byPath.length === 0) return [];
  const level = levelWord(highest(byPath.map((one) => one.level)));
  return byPath.length === 1
    ? [say('a file is {0} by its path', level)]
    : [say('{0} files are {1} by their paths', byPath.length, level)];
}

/** `secrets: 2 (GitHub key, AWS key)`: at most one sentence for each type. */
function leakWords(leaks: readonly Leak[]): string[] {
  const secrets = leaks.filter(({ type }) => type === 'secret');
  const personal = leaks.filter(({ type }) => type === 'personal');
  return [
    ...(secrets.length === 0 ? [] : [say('secrets: {0} ({1})', secrets.length, kindsOf(secrets))]),
    ...(personal.length === 0 ? [] : [say('personal data: {0} ({1})', personal.length, kindsOf(personal))]),
  ];
}

function kindsOf(leaks: readonly Leak[]): string {
  return [...new Set(leaks.map(kindWord))].join(', ');
}
