import { describe, expect, test } from 'vitest';
import { narrowerName } from '../../src/config/parseSettings.ts';
import type { ChatEvent, DecisionEvent, ErrorEvent } from '../../src/core/chat/chatEvent.ts';
import type { ChatRequest } from '../../src/core/chat/chatRequest.ts';
import { textMessage } from '../../src/core/chat/message.ts';
import { OverHttp } from '../providers/overHttp.ts';
import type { Script } from '../simulator/behaviour.ts';

const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const MAIL = 'anna.muster@firma.de';
const CLOUD = { dataPolicy: { retentionDays: 30, trainsOnData: false } };
const LEARNING = { dataPolicy: { trainsOnData: true } };
const ENV = { files: [{ path: 'app/.env', text: 'PORT=8080' }] };

interface Asked {
  readonly events: readonly ChatEvent[];
  readonly decision: DecisionEvent;
  readonly text: string;
  /** Everything that each provider was sent. */
  readonly sent: readonly (readonly [provider: string, body: string])[];
}

interface Case {
  readonly request: Partial<ChatRequest>;
  readonly a?: Script;
  readonly b?: Script;
  readonly provider?: Record<string, unknown>;
  readonly settings?: Record<string, unknown>;
  /** What is said of provider `b`. */
  readonly elsewhere?: Record<string, unknown>;
}

async function ask({ request, a = { text: 'from a' }, b, provider, settings, elsewhere }: Case): Promise<Asked> {
  await using http = await OverHttp.start(
    a,
    { ...(provider && { provider }), ...(settings && { settings }), ...(elsewhere && { other: elsewhere }) },
    b,
  );
  const events: ChatEvent[] = [];
  for await (const event of http.route(request)) events.push(event);
  const sent = http.simulator.requests.map(({ provider: id, body }) => [id, JSON.stringify(body)] as const);
  const text = events.map((event) => (event.type === 'text' ? event.delta : '')).join('');
  return { events, decision: events[0] as DecisionEvent, text, sent };
}

const privacy = (rules: Record<string, unknown>) => ({ privacy: rules });

describe('a file that is confidential by its path', () => {
  test('goes only to who is known not to learn from it; the others are named with the reason', async () => {
    const { decision, sent } = await ask({ request: { context: ENV }, provider: LEARNING });
    expect(decision.sensitivity).toEqual({
      level: 'confidential',
      reasons: ['a file is confidential by its path'],
    });
    expect(decision.rejected).toEqual([
      { model: 'a/m', reason: 'learns from what it gets; the question is confidential' },
    ]);
    expect(sent.map(([provider]) => provider)).toEqual(['b']);
  });

  test('goes nowhere when nobody may have it: nothing is sent', async () => {
    const settings = privacy({ levels: { confidential: { providers: ['nobody'] } } });
    const { events, sent } = await ask({ request: { context: ENV }, settings });
    expect(events.map(({ type }) => type)).toEqual(['decision', 'error']);
    expect((events[1] as ErrorEvent).error.kind).toBe('privacy');
    expect((events[1] as ErrorEvent).error.message).toContain('a/m: is not among the providers for it');
    expect(sent).toEqual([]);
  });

  test('does not go to a fallback that may not have it', async () => {
    const { events, sent } = await ask({
      request: { context: ENV },
      a: { status: 500 },
      settings: privacy({ levels: { confidential: { providers: ['a'] } } }),
    });
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'server' } });
    expect(sent.map(([provider]) => provider)).toEqual(['a']);
  });

  test('still counts as a part of the history', async () => {
    const history = [{ ...textMessage('user', 'earlier'), paths: ['.env'] }, textMessage('assistant', 'yes')];
    const { sent } = await ask({ request: { history }, provider: LEARNING });
    expect(sent.map(([provider]) => provider)).toEqual(['b']);
  });

  test('goes to a model that was pinned only if that may have it', async () => {
    const { events, sent } = await ask({ request: { context: ENV, model: 'a/m' }, provider: LEARNING });
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'privacy' } });
    expect(sent).toEqual([]);
  });

  test('goes where its reader sends it all the same', async () => {
    const { decision, sent } = await ask({
      request: { context: ENV, privacy: { level: 'public' } },
      provider: LEARNING,
    });
    expect(decision.sensitivity?.reasons[0]).toBe('set by you: public');
    expect(sent.map(([provider]) => provider)).toEqual(['a']);
  });
});

describe('a secret that is found', () => {
  const request = { prompt: `Why is ${TOKEN} refused?` };

  test('is replaced before it is sent, and stands in the answer again', async () => {
    const { decision, text, sent } = await ask({
      request,
      a: { text: ({ messages }) => `You sent ${messages.at(-1)?.content}`, trickle: true },
      provider: LEARNING,
    });
    expect(decision.sensitivity).toEqual({
      level: 'public',
      reasons: ['secrets: 1 (GitHub key), replaced by placeholders before it leaves this machine'],
    });
    expect(text).toContain(`You sent Why is ${TOKEN} refused?`);
    expect(sent[0]?.[1]).toContain('Why is __SECRET_1__ refused?');
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
    expect(JSON.stringify(decision)).not.toContain(TOKEN);
  });

  test('is seen by a server on this machine as it is', async () => {
    const { sent } = await ask({ request });
    expect(sent[0]?.[1]).toContain(TOKEN);
  });

  test('is replaced for a server on this machine too, where a rule keeps secrets from it', async () => {
    const { sent, text } = await ask({
      request,
      a: { text: ({ messages }) => `You sent ${messages.at(-1)?.content}` },
      settings: privacy({ levels: { confidential: { providers: ['b'] } } }),
    });
    expect(sent.map(([provider]) => provider)).toEqual(['a']);
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
    expect(text).toContain(`You sent Why is ${TOKEN} refused?`);
  });

  test('makes the question confidential where it is not replaced', async () => {
    const settings = privacy({ redact: 'off' });
    const { decision, sent } = await ask({ request, provider: LEARNING, settings });
    expect(decision.sensitivity).toEqual({ level: 'confidential', reasons: ['found secrets: 1 (GitHub key)'] });
    expect(sent.map(([provider]) => provider)).toEqual(['b']);
  });

  test('is replaced in the history too, and in what the next model is told of a broken answer, under one name', async () => {
    const history = [textMessage('user', `old ${TOKEN}`), textMessage('assistant', `it was ${TOKEN}`)];
    const { sent, text } = await ask({
      request: { ...request, history, retractable: false },
      a: { text: 'The key __SECRET_1__ is far too old to be of any use.', cutAfterTokens: 8 },
      b: { text: 'Nobody takes __SECRET_1__.' },
      provider: CLOUD,
      elsewhere: CLOUD,
    });
    expect(sent.map(([provider]) => provider)).toEqual(['a', 'b']);
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
    expect(JSON.stringify(sent)).not.toContain('__SECRET_2__');
    expect(sent[1]?.[1]).toContain('The key __SECRET_1__');
    expect(text).toContain(`The key ${TOKEN}`);
    expect(text).toContain(`Nobody takes ${TOKEN}.`);
  });

  test('comes back in the arguments of a tool call as JSON', async () => {
    const { events, sent } = await ask({
      request: {
        prompt: `Log in with ${TOKEN}`,
        parameters: { tools: [{ name: 'login', parameters: { type: 'object' } }] },
      },
      a: { toolCalls: [{ name: 'login', arguments: { token: '__SECRET_1__' } }], trickle: true },
      provider: LEARNING,
    });
    const called = events.map((event) => (event.type === 'toolCall' ? event.argumentsDelta : '')).join('');
    expect(JSON.parse(called)).toEqual({ token: TOKEN });
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
  });

  test('does not go out in the description of a tool', async () => {
    const tools = [{ name: 'login', description: `uses ${TOKEN}`, parameters: { type: 'object' } }];
    const { sent } = await ask({ request: { parameters: { tools } }, provider: LEARNING });
    expect(JSON.stringify(sent)).not.toContain(TOKEN);
    expect(sent[0]?.[1]).toContain('uses __SECRET_1__');
  });
});

describe('a secret in what comes as data', () => {
  const lines = 'MIIEowIBAAKCAQEA7a1b2c3d4e5f6g7h8i9j0kLMNOPQRSTUVWXYZabcdefgh01\n'.repeat(6);
  const tool = (description: string, parameters = {}) => ({
    parameters: { tools: [{ name: 'deploy', description, parameters: { type: 'object', ...parameters } }] },
  });
  const called = (args: unknown, result = 'ok') => ({
    messages: [
      textMessage('user', 'hi'),
      {
        role: 'assistant' as const,
        parts: [{ type: 'toolCall' as const, id: '1', name: 'write', arguments: JSON.stringify(args) }],
      },
      {
        role: 'tool' as const,
        parts: [
          {
            type: 'toolResult' as const,
            id: '1',
            name: 'write',
            content: [{ type: 'text' as const, text: result }],
          },
        ],
      },
    ],
  });
  const inner = 'config = {"password": "hunter2S3cr3tX9z"}';

  test.each([
    [
      'lines in a description',
      tool(['-----BEGIN RSA', `PRIVATE KEY-----\n${lines}-----END RSA`, 'PRIVATE KEY-----'].join(' ')),
      'MIIEowIBAAKCAQEA7a1b',
    ],
    ['a backslash', tool('DB_PASSWORD=hunter2\\S3cr3tX9z'), 'S3cr3tX9z'],
    ['quotes in a description', tool(inner), 'S3cr3tX9z'],
    ['the default of a field named password', tool('', { default: { password: 'hunter2S3cr3tX9z' } }), 'S3cr3tX9z'],
    ['quotes in the arguments of a call', called({ text: inner }), 'S3cr3tX9z'],
    ['a field of the arguments', called({ password: 'hunter2S3cr3tX9z' }), 'S3cr3tX9z'],
    ['a result that is JSON', called({}, JSON.stringify({ text: inner })), 'S3cr3tX9z'],
  ])('with %s is replaced', async (_, changes, telling) => {
    const { decision, sent } = await ask({ request: changes, provider: LEARNING });
    expect(decision.sensitivity?.reasons.join()).toContain('replaced by placeholders before it leaves this machine');
    expect(sent.map(([provider]) => provider)).toEqual(['a']);
    expect(JSON.stringify(sent)).not.toContain(telling);
  });
});

describe('personal data', () => {
  const request = { prompt: `Write to ${MAIL}` };

  test('makes a question internal, which may go anywhere unless told otherwise', async () => {
    const { decision, sent } = await ask({ request, provider: LEARNING });
    expect(decision.sensitivity).toEqual({ level: 'internal', reasons: ['found personal data: 1 (e-mail address)'] });
    expect(sent[0]?.[1]).toContain(MAIL);
  });

  test('goes only where the rules for internal questions allow', async () => {
    const settings = privacy({ levels: { internal: { maxRetentionDays: 7 } } });
    const { decision, sent } = await ask({ request, provider: CLOUD, settings });
    expect(decision.rejected[0]?.reason).toBe(
      'keeps what it gets for 30 days, 7 are allowed; the question is internal',
    );
    expect(sent.map(([provider]) => provider)).toEqual(['b']);
  });

  test('is replaced where that is wanted', async () => {
    const settings = privacy({ redact: 'secretsAndPersonal' });
    const { sent } = await ask({ request, provider: LEARNING, settings });
    expect(sent[0]?.[1]).toContain('Write to __EMAIL_1__');
  });
});

test('a question that has nothing to lose says nothing of it', async () => {
  const { decision } = await ask({ request: {}, provider: LEARNING });
  expect(decision).not.toHaveProperty('sensitivity');
});

test('a question that its reader marks is as confidential as it is marked, and so is what follows', async () => {
  const { sent } = await ask({ request: { context: { level: 'confidential' } }, provider: LEARNING });
  expect(sent.map(([provider]) => provider)).toEqual(['b']);
});

describe('a question that nobody may have', () => {
  const ways = async (given: Case) => (await ask(given)).decision.sensitivity?.ways;
  const nobody = { providers: ['nobody'] };

  test('says how it could be sent after all', async () => {
    const settings = privacy({ levels: { confidential: nobody } });
    expect(await ways({ request: { context: ENV }, settings })).toEqual(['anyway']);
    const mail = privacy({ levels: { internal: nobody } });
    expect(await ways({ request: { prompt: `Write to ${MAIL}` }, settings: mail })).toEqual(['redacted', 'anyway']);
  });

  test('is offered nothing that would not help, nor what the workspace does not allow', async () => {
    expect(
      await ways({ request: { context: ENV }, settings: privacy({ levels: { public: nobody } }) }),
    ).toBeUndefined();
    const workspace = { [narrowerName('privacy')]: [{ levels: { confidential: nobody } }] };
    expect(await ways({ request: { context: ENV }, settings: workspace })).toBeUndefined();
    const { sent, events } = await ask({
      request: { context: ENV, privacy: { level: 'public' } },
      settings: workspace,
    });
    expect(events.at(-1)).toMatchObject({ type: 'error', error: { kind: 'privacy' } });
    expect(sent).toEqual([]);
  });
});
