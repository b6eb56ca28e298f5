import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import { withoutSecrets } from '../../../src/providers/transport/withoutSecrets.ts';

const KEY = 'key-1234567890abcdef';
const HEADERS = { authorization: `Bearer ${KEY}`, 'x-extra': 'hunter22', 'x-short': 'abc' };

function messageWithout(message: string): string {
  return (withoutSecrets(new SwitchyardError('auth', message), HEADERS) as SwitchyardError).message;
}

describe('what was sent as a header is taken out of an error', () => {
  test.each([
    [`Incorrect API key provided: ${KEY}.`, 'Incorrect API key provided: ….'],
    [`Got "Bearer ${KEY}" and ${KEY}`, 'Got "…" and …'],
    ['hunter22 is wrong', '… is wrong'],
    // Where the words were cut within it.
    [`Incorrect API key provided: ${KEY.slice(0, 12)}…`, 'Incorrect API key provided: …'],
    // Words that are no secret stay.
    ['Missing Bearer token: abc', 'Missing Bearer token: abc'],
    [`It ends with ${KEY.slice(0, 5)}…`, `It ends with ${KEY.slice(0, 5)}…`],
  ])('%s', (message, expected) => {
    expect(messageWithout(message)).toBe(expected);
  });

  test('and nothing else, but the cause that holds the same words', () => {
    const details = {
      status: 401,
      code: `bad ${KEY}`,
      requestId: 'r',
      retryAfterMs: 5,
      refusedField: 'seed',
      contextWindow: 9,
    };
    const error = new SwitchyardError('auth', `no ${KEY}`, { ...details, cause: new Error(KEY) });
    const clean = withoutSecrets(error, HEADERS) as SwitchyardError;
    expect([clean.kind, clean.message, clean.cause]).toEqual(['auth', 'no …', undefined]);
    expect(clean.details).toEqual({ ...details, code: 'bad …' });
  });

  test('and the cause always, whatever it says', () => {
    const error = new SwitchyardError('auth', 'no', { status: 403, cause: new Error(`Bearer ${KEY}`) });
    for (const headers of [HEADERS, {}]) {
      const clean = withoutSecrets(error, headers) as SwitchyardError;
      expect([clean.kind, clean.message, clean.status, 'cause' in clean]).toEqual(['auth', 'no', 403, false]);
    }
  });

  test('which stays the same one where there is nothing to take out', () => {
    const error = new SwitchyardError('auth', 'no', { status: 403 });
    expect(withoutSecrets(error, HEADERS)).toBe(error);
    expect(withoutSecrets(error, {})).toBe(error);
    const bug = new TypeError(KEY);
    expect(withoutSecrets(bug, HEADERS)).toBe(bug);
  });
});
