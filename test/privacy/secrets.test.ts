import { describe, expect, test } from 'vitest';
import { findSecrets } from '../../src/privacy/secrets.ts';

/** Made up here, in parts: nothing in this file looks like a key. */
const random = (length: number) =>
  Array.from({ length }, (_, at) => 'a7Kq9Zx3Lm5Tb1Rw'[(at * 7 + (at >> 2)) % 16]).join('');
const BEGIN = ['-----BEGIN RSA', 'PRIVATE KEY-----'].join(' ');

const found = async (text: string) =>
  (await findSecrets(text)).map(({ kind, start, value }) => [kind, text.slice(start, start + value.length)]);

describe('secrets are found, each without its name', () => {
  test.each([
    ['github', `token ghp_${random(36)}`, `ghp_${random(36)}`],
    ['slack', `xoxb-${'1'.repeat(12)}-${'2'.repeat(12)}-${random(24)}`, /^xoxb-/],
    ['aws', `AWS_SECRET_ACCESS_KEY=${random(40)}`, random(40)],
    ['database-connection-string', `postgres://app:${random(12)}@db.firm.net/prod`, random(12)],
    ['anthropic', `sk-ant-api03-${random(93)}AA`, /^sk-ant/],
    ['api-key', `DEEPSEEK=sk-${random(32)}`, `sk-${random(32)}`],
    ['google', `key: AIza${random(35)}`, `AIza${random(35)}`],
    ['jwt', `Bearer eyJ${random(20)}.eyJ${random(40)}.${random(43)}`, /^eyJ/],
    ['password', `DB_PASSWORD=hunter2-but-longer`, 'hunter2-but-longer'],
    ['password', `{ "apiKey": "${random(24)}" }`, random(24)],
    ['privatekey', `${BEGIN}\n${random(64)}\n${random(64)}\n-----END RSA PRIVATE KEY-----`, /^-----BEGIN/],
  ])('%s', async (kind, text, value) => {
    const all = await found(text);
    expect(all).toContainEqual([kind, typeof value === 'string' ? value : expect.stringMatching(value)]);
  });
});

test.each([
  'const token = tokenizer.next();',
  'password: process.env.PASSWORD',
  'API_KEY=your-api-key-here',
  'API_KEY=<your key>',
  ['API_KEY=$', '{secret:NAME}'].join(''),
  '"password": "changeme123"',
  'secretKeys.ts: class SecretKeys implements Keys',
  'the token __SECRET_1__ stays',
  'max_tokens: 4096, "token": "abcdefgh"',
  'PASSWORD=xxxxxxxxxxxx',
])('%s is none', async (text) => expect(await found(text)).toEqual([]));

test('a comment in a text does not switch the search off', async () => {
  const text = `// secretlint-disable\nghp_${random(36)}\n`;
  expect(await found(text)).toEqual([['github', `ghp_${random(36)}`]]);
});
