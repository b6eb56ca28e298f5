import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ChatMessage, textMessage } from '../../../src/core/chat/message.ts';
import type { Parameters } from '../../../src/core/chat/parameters.ts';
import type { LeakDetector } from '../../../src/core/ports/leakDetector.ts';
import type { ProviderCall } from '../../../src/core/ports/provider.ts';
import { examine } from '../../../src/core/privacy/examine.ts';
import { inJson } from '../../../src/core/privacy/placeholders.ts';
import { DEFAULT_PRIVACY } from '../../../src/core/privacy/privacyRules.ts';
import { shielded } from '../../../src/core/privacy/shielded.ts';
import type { ProviderSetup } from '../../../src/core/routing/setup.ts';
import { leakDetector } from '../../../src/privacy/detectLeaks.ts';
import { aRequest } from '../../fakes/scenario.ts';
import { testSetup } from '../../fakes/testSetup.ts';

const signal = new AbortController().signal;
const detect = leakDetector();
const setup = testSetup({ providers: { a: { api: 'openai-chat', baseUrl: 'https://example.test/v1' } } });
const elsewhere = setup.providers.get('a') as ProviderSetup;

const KEY_LINES = 'MIIEowIBAAKCAQEA7a1b2c3d4e5f6g7h8i9j0kLMNOPQRSTUVWXYZabcdefgh01\n'.repeat(3);
const PASSWORD = 'hunter2\\S3cr3t/X9z';
const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
/** Secrets as they stand in texts. */
const SECRETS = [
  TOKEN,
  ['-----BEGIN RSA', `PRIVATE KEY-----\n${KEY_LINES}-----END RSA`, 'PRIVATE KEY-----'].join(' '),
  `DB_PASSWORD=${PASSWORD}`,
  `config = {"password": "${PASSWORD}"}`,
  `password: ${PASSWORD}`,
];

/** Plain data with secrets somewhere in it: among words, as the value of a telling field, or as a field's name. */
const words = fc.constantFrom('', 'Deploys with ', 'line\n"two" ', ' C:\\x ');
const secret = fc.constantFrom(...SECRETS);
const text = fc.oneof(
  words,
  fc.tuple(words, secret, words).map((parts) => parts.join('')),
);
const { data } = fc.letrec((tie) => ({
  data: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.constant(7),
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('text', 'default', TOKEN), tie('data'), { maxKeys: 3 }),
    fc.constant({ password: PASSWORD }),
  ),
}));
/** JSON as other programs write it: with escapes that it does not need. */
const json = fc.tuple(data, fc.constantFrom('plain', 'slashes', 'codes', 'spaces')).map(([value, form]) => {
  const written = JSON.stringify(value, null, form === 'spaces' ? 2 : 0);
  if (form === 'slashes') return written.replaceAll('/', '\\/');
  return form === 'codes' ? written.replaceAll('S', '\\u0053') : written;
});
const request = fc.record({ prompt: text, description: text, schema: data, args: json, result: json, stop: text });

/** Every string that is sent, also of the JSON in it. */
function stringsSent(value: unknown): string[] {
  if (typeof value === 'string') {
    const inner = parse(value);
    return [value, ...(typeof inner === 'object' ? stringsSent(inner) : [])];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, one]) => [key, ...stringsSent(one)]);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What a provider elsewhere gets of a request, and the values that were found in it. */
async function sent(messages: readonly ChatMessage[], parameters: Parameters) {
  const found = new Set<string>();
  const noted: LeakDetector = async (...asked) => {
    const all = await detect(...asked);
    for (const { leaks } of all) for (const { value } of leaks) found.add(value);
    return all;
  };
  const { placeholders } = await examine(aRequest({ messages, parameters }), DEFAULT_PRIVACY, noted, signal);
  let seen: ProviderCall | undefined;
  const spy = {
    async *stream(call: ProviderCall) {
      seen = call;
      yield { type: 'finish', reason: 'stop' } as const;
    },
  };
  const call = { ...parameters, providerId: 'a', modelName: 'm', messages, onActivity() {} };
  for await (const _ of shielded(spy, placeholders, elsewhere).stream(call, signal));
  return { call: seen, found: [...found] };
}

test('whatever was found is in nothing that is sent, wherever it stands and however it is written', async () => {
  let most = 0;
  await fc.assert(
    fc.asyncProperty(request, async ({ prompt, description, schema, args, result, stop }) => {
      const tools = [{ name: 'deploy', description, parameters: { type: 'object', default: schema } }];
      const structured = { name: 'answer', schema: { type: 'object', examples: [schema] } };
      const messages: ChatMessage[] = [
        textMessage('user', prompt),
        { role: 'assistant', parts: [{ type: 'toolCall', id: '1', name: 'deploy', arguments: args }] },
        {
          role: 'tool',
          parts: [{ type: 'toolResult', id: '1', name: 'deploy', content: [{ type: 'text', text: result }] }],
        },
      ];
      const { call, found } = await sent(messages, { tools, structured, stop: [stop] });
      most = Math.max(most, found.length);
      const strings = stringsSent(JSON.parse(JSON.stringify(call)));
      const seen = found.filter((value) => strings.some((one) => one.includes(value) || one.includes(inJson(value))));
      expect(seen).toEqual([]);
    }),
    { numRuns: 300 },
  );
  expect(most).toBeGreaterThan(3);
});

test('what holds no secret is sent letter by letter as it was', async () => {
  const args = '{ "path": "a\\/b.ts",\n "big": 12345678901234567890 }';
  const tools = [{ name: 'write', description: 'Writes a file.', parameters: { type: 'object' } }];
  const { call } = await sent(
    [
      textMessage('user', TOKEN),
      { role: 'assistant', parts: [{ type: 'toolCall', id: '1', name: 'write', arguments: args }] },
    ],
    { tools },
  );
  expect(call?.tools).toEqual(tools);
  expect(call?.messages.at(-1)?.parts).toEqual([{ type: 'toolCall', id: '1', name: 'write', arguments: args }]);
});
