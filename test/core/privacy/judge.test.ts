import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { narrowerName, parseSettings } from '../../../src/config/parseSettings.ts';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { Leak } from '../../../src/core/ports/leakDetector.ts';
import { isAbove, LEVELS } from '../../../src/core/privacy/level.ts';
import { REDACTIONS } from '../../../src/core/privacy/privacyRules.ts';
import { judge, type PrivacyWish } from '../../../src/core/privacy/sensitivity.ts';

const TOKEN: Leak = { type: 'secret', kind: 'github', value: 'ghp_1' };
const MAIL: Leak = { type: 'personal', kind: 'email', value: 'a@b.de' };

interface Case {
  readonly wish?: PrivacyWish;
  readonly leaks?: readonly Leak[];
  readonly message?: Partial<ChatMessage>;
  readonly own?: unknown;
  readonly workspace?: unknown;
}

function judged({ wish, leaks = [], message = {}, own = {}, workspace }: Case) {
  const narrower = workspace === undefined ? [] : [workspace];
  const { settings } = parseSettings({ privacy: own, [narrowerName('privacy')]: narrower });
  return judge([{ ...textMessage('user', 'hello'), ...message }], [{ leaks }], settings.privacy, wish);
}
const level = (given: Case) => judged(given).level;
const ENV = { paths: ['app/.env'] };

describe('a level set by hand', () => {
  test('raises what nothing was found in, and never lowers', () => {
    expect(judged({ wish: { atLeast: 'internal' } })).toMatchObject({
      level: 'internal',
      found: 'public',
      reasons: ['set by you: internal'],
    });
    expect(level({ wish: { atLeast: 'internal' }, message: ENV })).toBe('confidential');
  });

  test('lowers what its reader knew of, and what is found later counts again', () => {
    const wish = { level: 'public', despite: 'internal' } as const;
    expect(level({ wish, leaks: [MAIL] })).toBe('public');
    expect(judged({ wish, leaks: [MAIL], message: ENV })).toMatchObject({
      level: 'confidential',
      found: 'confidential',
    });
    expect(judged({ wish, message: ENV }).reasons).toEqual(['a file is confidential by its path']);
  });

  test('does not keep a secret from being replaced', () => {
    const all = { level: 'public', redact: 'off' } as const;
    expect(judged({ wish: all, leaks: [TOKEN] }).hidden).toEqual([TOKEN]);
    expect(judged({ wish: { redact: 'secretsAndPersonal' }, leaks: [MAIL] })).toMatchObject({
      level: 'public',
      hidden: [MAIL],
    });
  });
});

describe('what nobody looked through to its end', () => {
  const unseen = (privacy: unknown, workspace?: unknown, wish?: PrivacyWish) => {
    const narrower = workspace === undefined ? [] : [workspace];
    const { settings } = parseSettings({ privacy, [narrowerName('privacy')]: narrower });
    return judge([textMessage('user', 'hello')], [{ leaks: [], incomplete: true }], settings.privacy, wish);
  };

  test('counts as if it held a secret, also where secrets are replaced', () => {
    expect(unseen({})).toMatchObject({
      level: 'confidential',
      redacted: 'confidential',
      reasons: ['too long to be looked through to its end'],
      causes: [{ level: 'confidential', words: 'its length' }],
    });
    expect(unseen({ detect: { secrets: 'internal', personalData: 'off' } }).level).toBe('internal');
    expect(unseen({ detect: { secrets: 'off', personalData: 'internal' } }).level).toBe('internal');
  });

  test('is lowered by its reader, not below what the workspace demands', () => {
    const wish = { level: 'public' } as const;
    expect(unseen({}, undefined, wish).level).toBe('public');
    expect(unseen({}, { detect: { secrets: 'confidential' } }, wish).level).toBe('confidential');
  });
});

describe('what a workspace demands', () => {
  const wish = { level: 'public' } as const;

  test('is kept: its patterns, its rules, what it looks for, its default', () => {
    const demands: [Case, string][] = [
      [{ workspace: { globs: { internal: ['docs/**'] } }, message: { paths: ['docs/a.md'] } }, 'internal'],
      [{ workspace: { levels: { confidential: { localOnly: true } } }, message: ENV }, 'confidential'],
      [{ workspace: { levels: { internal: { localOnly: true } } }, message: ENV }, 'internal'],
      [{ workspace: { detect: { personalData: 'confidential' } }, leaks: [MAIL] }, 'confidential'],
      [{ workspace: { defaultLevel: 'internal' } }, 'internal'],
    ];
    for (const [given, least] of demands) {
      expect(judged({ ...given, wish })).toMatchObject({ level: least, least });
      expect(judged({ ...given, wish }).reasons).toContain(`this workspace demands: ${least}`);
    }
  });

  test('is nothing of what the user or the built-in list says', () => {
    expect(level({ wish, message: ENV })).toBe('public');
    expect(level({ wish, message: ENV, workspace: { globs: { internal: ['docs/**'] } } })).toBe('public');
    const own = { levels: { confidential: { localOnly: true } }, defaultLevel: 'confidential' };
    expect(level({ wish, own, workspace: { redact: 'secrets' } })).toBe('public');
  });

  test('no wish goes below it, whatever was found and said', () => {
    const some = fc.constantFrom(...LEVELS);
    const anyWish = fc.record(
      { level: some, despite: some, atLeast: some, redact: fc.constantFrom(...REDACTIONS) },
      { requiredKeys: [] },
    );
    const anyWorkspace = fc.record(
      {
        defaultLevel: some,
        detect: fc.record({ personalData: some, secrets: some }, { requiredKeys: [] }),
        globs: fc.record(
          { internal: fc.constant(['.env']), confidential: fc.constant(['.env']) },
          { requiredKeys: [] },
        ),
        levels: fc.record({ internal: fc.constant({}), confidential: fc.constant({}) }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    );
    const anyMessage = fc.constantFrom<Partial<ChatMessage>>({}, ENV, { level: 'internal' });
    fc.assert(
      fc.property(anyWish, anyWorkspace, anyMessage, fc.subarray([TOKEN, MAIL]), (given, workspace, message, leaks) => {
        const { level: got, least, found } = judged({ wish: given, workspace, message, leaks });
        expect(isAbove(least, got)).toBe(false);
        expect(isAbove(least, found)).toBe(false);
        // Without a lowering nothing is below what was found.
        if (given.level === undefined) expect(isAbove(found, got)).toBe(false);
      }),
    );
  });
});

test('what makes it private is told in a few words, what weighs most first', () => {
  const { causes } = judged({ leaks: [MAIL, TOKEN], message: { ...ENV, level: 'internal' } });
  expect(causes).toEqual([
    { level: 'confidential', words: '.env' },
    { level: 'internal', words: 'e-mail address' },
    { level: 'internal', words: 'an earlier question' },
    { level: 'public', words: 'GitHub key', isHidden: true },
  ]);
});

test('text that no reader sees is told, and raises nothing', () => {
  const parts = [{ type: 'text', text: 'Read me.\u{e0053}\u{e0061}\u{e0079}' }] as const;
  expect(judged({ message: { parts: [...parts] } })).toMatchObject({
    level: 'public',
    reasons: ['found hidden text: 3 invisible signs'],
    causes: [{ level: 'public', words: 'hidden text', isUnseen: true }],
  });
});
