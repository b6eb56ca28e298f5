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
    ['password', 'password: hunter2S3cr3t', 'hunter2S3cr3t'],
    ['password', '  db_password: hunter2S3cr3t # the old one', 'hunter2S3cr3t'],
    ['password', 'my password: Summer$2024x, yours?', 'Summer$2024x'],
    ['password', `PASSWORD = ${random(24)}`, random(24)],
    ['password', `client_secret=${random(24)}`, random(24)],
    ['password', String.raw`"{\"password\": \"hunter2S3cr3t\"}"`, 'hunter2S3cr3t'],
    ['password', `SECRET=${random(600)}`, random(600)],
    ['password', `"token": "${random(600)}"`, random(600)],
    ['api-key', `Authorization: Bearer ${'3f9a0c7be1'.repeat(4)}`, '3f9a0c7be1'.repeat(4)],
    ['api-key', `"authorization": "bearer ${random(40)}"`, random(40)],
    ['api-key', `curl -H 'Authorization: Basic ${random(30)}=='`, `${random(30)}==`],
    ['api-key', `sk-proj-${random(400)}`, `sk-proj-${random(400)}`],
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
  'password: string',
  'password: string | undefined;',
  'password = getPassword()',
  'password = getPassword2For1User(name)',
  'const secret = crypto2.randomBytes4Key(32)',
  'token: undefined',
  'token: Uint8Array',
  'secret: Buffer | Uint8Array, token: bytes32',
  'password: ********',
  'passwordHash = sha256Digest',
  'token = tokens[0]',
  'token = cfg2.auth3.tokenValue',
  'token: /run/secrets/db2/token1',
  'tokenUrl: https://auth2.firm.net/oauth2/v1',
  'token: *anchor1of2',
  'API_KEY = os.environ["API_KEY_1_OF_2"]',
  'PASSWORD = settings',
  ['Authorization: Bearer $', '{token}'].join(''),
  'Authorization: Bearer <your token here 1234>',
  'Authorization: Bearer YOUR_API_KEY_0123456789',
  'the bearer authenticationMechanism2 is set',
  'Bearer authentication needs a token: see RFC6750',
])('%s is none', async (text) => expect(await found(text)).toEqual([]));

test('a comment in a text does not switch the search off', async () => {
  const text = `// secretlint-disable\nghp_${random(36)}\n`;
  expect(await found(text)).toEqual([['github', `ghp_${random(36)}`]]);
});

test('Looking through a text leaves nothing behind in the process', async () => {
  const entries = () => performance.getEntriesByType('mark').length + performance.getEntriesByType('measure').length;
  const before = entries();
  for (let time = 0; time < 3; time++) await findSecrets(`const a = ${time};`);
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(entries()).toBe(before);
});
