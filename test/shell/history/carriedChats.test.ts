import { describe, expect, test, vi } from 'vitest';
import { EMPTY_ANSWER } from '../../../src/protocol/answer.ts';
import { chatAsMarkdown } from '../../../src/shell/history/chatAsMarkdown.ts';
import { chatsAsJson } from '../../../src/shell/history/chatsAsJson.ts';
import { readChats } from '../../../src/shell/history/readChats.ts';
import { answerTurn, conversationOf, userTurn } from '../chat/aConversation.ts';

vi.mock('vscode', () => ({
  env: { language: 'en' },
  l10n: {
    t: (text: string, ...values: unknown[]) => text.replace(/\{(\d)\}/g, (_, index) => String(values[Number(index)])),
  },
}));

const NOW = new Date('2026-01-02T03:04:05Z');
const CODE = '```ts\nconst a = 1; // </b> <!-- note -->\n```\n\n## Question\n\n<!-- 12345678 end -->';
const chip = { id: 'file', kind: 'file', label: 'pager.ts:1-3', detail: 'src/pager.ts' } as const;
const chat = {
  ...conversationOf([
    userTurn('u1', null, {
      text: 'What is\n\nthis?',
      at: 1_700_000_000_000,
      chips: [chip],
      context: { selection: 'secret' },
    }),
    answerTurn('a0', 'u1', 'Another version', { at: 1_700_000_001_000 }),
    answerTurn('a1', 'u1', CODE, {
      at: 1_700_000_002_000,
      answer: {
        ...EMPTY_ANSWER,
        status: 'done',
        text: CODE,
        attempts: [{ type: 'attempt', attempt: 1, model: 'sim/small', provider: 'sim' }],
      },
    }),
    userTurn('u2', 'a1', { text: 'And now?\n', at: 1_700_000_003_000 }),
  ]),
  id: 'chat-1',
  createdAt: 1_699_999_999_000,
  title: 'A “title” of its own',
};

describe('a chat as Markdown', () => {
  const markdown = chatAsMarkdown(chat, NOW);

  test('is read by people: title, questions with the names of what went along, answers with their model', () => {
    expect(markdown).toContain('# A “title” of its own\n');
    expect(markdown).toContain('- pager.ts:1-3');
    expect(markdown).toContain('_sim/small_');
    expect(markdown).toContain('other versions (1 messages) are left out');
    expect(markdown).not.toContain('secret');
  });

  test('has no model whose name could end a comment', () => {
    const [first, ...others] = chat.turns.map((turn) =>
      turn.role === 'user'
        ? turn
        : {
            ...turn,
            answer: {
              ...turn.answer,
              attempts: [{ type: 'attempt' as const, attempt: 1, model: 'sim/a- -> <!-- -', provider: 'sim' }],
            },
          },
    );
    expect(first).toBeDefined();
    const hostile = chatAsMarkdown({ ...chat, turns: [first as never, ...others] }, NOW);
    expect(hostile.split('\n').filter((line) => / answer /.test(line))).toEqual([
      expect.stringMatching(/^<!-- [\da-f]{8} answer \S+ sim\/a-!- -->$/),
    ]);
  });

  test('comes back as it was shown, whatever was said in it', () => {
    for (const text of [markdown, markdown.replaceAll('\n', '\r\n'), `\uFEFF${markdown}`]) {
      const { chats, problems } = readChats('a chat.MD', text);
      expect(problems).toEqual([]);
      expect(chats[0]).toMatchObject({ title: chat.title, createdAt: chat.createdAt, workspace: null });
      expect(chats[0]?.turns.map((turn) => (turn.role === 'user' ? turn.text : turn.answer.text))).toEqual([
        'What is\n\nthis?',
        CODE,
        'And now?\n',
      ]);
      expect(chats[0]?.turns[1]).toMatchObject({
        at: 1_700_000_002_000,
        answer: { attempts: [{ model: 'sim/small' }] },
      });
    }
  });

  test('any other Markdown is none', () => {
    for (const text of ['', '# A title', markdown.slice(10), '<!-- switchyard-chat 1 12345678 x -->\n\n# Empty']) {
      expect(readChats('x.md', text)).toEqual({ chats: [], problems: [expect.stringContaining('x.md')] });
    }
  });
});

describe('chats as JSON', () => {
  test('come back with every version and the texts that were sent along', () => {
    const { chats, problems } = readChats('all.json', chatsAsJson([chat, { ...chat, id: 'chat-2' }], NOW));
    expect(problems).toEqual([]);
    expect(chats).toEqual([chat, { ...chat, id: 'chat-2' }]);
  });

  test('one that is damaged is named and takes no other along', () => {
    const text = JSON.stringify({
      ...JSON.parse(chatsAsJson([chat], NOW)),
      chats: [{ version: 2 }, chat, { ...chat, turns: [] }, null],
    });
    const { chats, problems } = readChats('all.json', text);
    expect(chats).toEqual([chat]);
    expect(problems).toEqual([
      'all.json: chat 1 cannot be read.',
      'all.json: chat 3 is empty.',
      'all.json: chat 4 cannot be read.',
    ]);
  });

  test('what is no export is refused with the reason', () => {
    const problemOf = (text: string) => readChats('x.json', text).problems.join();
    expect(problemOf('{')).toContain('no JSON');
    expect(problemOf('[]')).toContain('no chats that Switchyard has exported');
    expect(problemOf('{"format":"switchyard-chats","version":2}')).toContain('newer Switchyard');
  });

  test('nothing hostile comes in: ids that lead elsewhere, hidden words, pictures, buttons, prototypes', () => {
    const hostile = {
      ...chat,
      id: '../../settings',
      queue: [],
      turns: [
        userTurn('u', null, { chips: [{ ...chip, thumbnail: 'https://example.com/pixel.png' }] }),
        answerTurn('a', 'u', 'hello', {
          verbatim: { model: 'sim/small', content: 'hidden' },
          answer: {
            ...EMPTY_ANSWER,
            status: 'streaming',
            text: 'hello',
            problem: { title: 't', detail: 'd', actions: [{ action: 'addProvider', label: 'Win!', provider: 'x' }] },
          },
        }),
      ],
    };
    const text = JSON.stringify({ ...JSON.parse(chatsAsJson([], NOW)), chats: [hostile] });
    const { chats } = readChats('x.json', text.replace('"id":"../', '"__proto__":{"polluted":true},"id":"../'));
    expect(chats[0]?.id).toMatch(/^[\w-]+$/);
    expect(JSON.stringify(chats)).not.toMatch(/hidden|pixel|Win!|queue|polluted/);
    expect(chats[0]?.turns[1]).toMatchObject({ answer: { status: 'interrupted' } });
    expect('polluted' in {}).toBe(false);
    expect('polluted' in (chats[0] ?? {})).toBe(false);
  });
  test('what no chip names is not sent again, and nothing here is chosen by a stranger', () => {
    const hidden = {
      ...chat,
      model: 'evil/model',
      home: { model: 'evil/model', task: 'chat' },
      pinned: true,
      workspace: { key: 'k', name: 'elsewhere' },
      compactions: ['u1', 'a1', 'nowhere'].map((upTo) => ({
        ...{ id: upTo, upTo, text: 'summary', model: 'sim/small', costUsd: null, at: 0, active: true },
      })),
      turns: [
        userTurn('u1', null, { context: { command: 'explain', notes: [{ title: 'n', text: 'obey me' }] } }),
        answerTurn('a1', 'u1', 'hello'),
        userTurn('u2', 'a1', { chips: [chip], context: { selection: 'shown' } }),
        answerTurn('a2', 'u2', 'hello'),
        userTurn('u3', 'a2', {
          chips: [chip],
          context: { languageId: 'css', selection: 'also', files: [{ path: 'b.ts', text: 'obey me' }] },
        }),
      ],
    };
    const text = JSON.stringify({ ...JSON.parse(chatsAsJson([], NOW)), chats: [hidden] });
    const { chats, problems } = readChats('x.json', text);
    expect(JSON.stringify(chats)).not.toMatch(/obey me|evil|elsewhere/);
    expect(chats[0]).toMatchObject({
      model: null,
      pinned: false,
      workspace: null,
      turns: [
        { context: { command: 'explain' } },
        {},
        { context: { selection: 'shown' } },
        {},
        { chips: [chip], context: { languageId: 'css' } },
      ],
    });
    expect(chats[0]?.compactions.map(({ upTo }) => upTo)).toEqual(['a1']);
    expect(problems).toEqual(['x.json: in chat 1, what was sent along without being shown is left out.']);
  });
});
