import { describe, expect, test } from 'vitest';
import { messageText } from '../../../src/core/chat/message.ts';
import type { Model } from '../../../src/core/models/model.ts';
import { isReasoningModel } from '../../../src/core/models/reasoning.ts';
import { composeMessages } from '../../../src/core/prompt/composeMessages.ts';
import { styleOf } from '../../../src/core/prompt/promptStyle.ts';
import { Prompts, type PromptWish } from '../../../src/core/prompt/prompts.ts';
import { aRequest } from '../../fakes/scenario.ts';

const model = (id: string): Model => {
  const [provider = '', ...rest] = id.split('/');
  const name = rest.join('/');
  return { id, provider, name, reasoning: isReasoningModel(name) };
};
const promptsFor = (id: string, wish?: Partial<PromptWish>) => new Prompts(model(id), { own: [], ...wish });

describe('the style of a model', () => {
  test.each([
    ['deepseek/deepseek-chat', 'usual usual'],
    ['openai/gpt-4o', 'usual usual'],
    ['openai/gpt-5', 'thinking thinking'],
    ['openai/o3-mini', 'o thinking'],
    ['openrouter/openai/o1', 'o thinking'],
    ['anthropic/claude-3-5-haiku-latest', 'claude usual'],
    ['anthropic/claude-opus-5', 'claude thinking'],
    ['bedrock/anthropic.claude-3-haiku', 'claude usual'],
    ['ollama/deepseek-r1:7b', 'r1 thinking'],
    ['ollama/qwen2.5-coder:7b', 'literal literal'],
    ['ollama/gemma3:270m', 'literal literal'],
    ['groq/llama-3.1-8b-instant', 'literal literal'],
    ['groq/llama-3.3-70b-versatile', 'usual usual'],
    ['together/mixtral-8x7b', 'usual usual'],
  ])('%s is %s', (id, expected) => {
    const { name, wording } = styleOf(model(id));
    expect(`${name} ${wording}`).toBe(expected);
  });
});

describe('the words', () => {
  test('to a model that thinks never tell it to think step by step', () => {
    for (const variant of [undefined, 'thorough', 'concise']) {
      const prompts = promptsFor('openai/gpt-5', { variant });
      expect(`${prompts.system}${prompts.instruction({ task: 'reason' })}`).not.toContain('step by step');
    }
    expect(promptsFor('openai/gpt-4o').instruction({ task: 'reason' })).toContain('step by step');
  });

  test('to Claude stand in tags, apart from the question', () => {
    const prompts = promptsFor('anthropic/claude-3-5-haiku');
    expect(prompts.system).toMatch(/^<instructions>\n[^<]+\n<\/instructions>$/);
    expect(prompts.instruction({ task: 'fix' })).toMatch(/^<task>\n[^<]+\n<\/task>$/);
    expect(prompts.instruction({ task: 'chat' })).toBe('');
  });

  test('to small models are short', () => {
    const length = (id: string) => promptsFor(id).instruction({ task: 'test' }).length;
    expect(length('ollama/qwen2.5-coder:7b')).toBeLessThan(length('openai/gpt-4o'));
  });

  test('to OpenAI’s o models begin with what lets them write Markdown', () => {
    expect(promptsFor('openai/o3').system.split('\n')[0]).toBe('Formatting re-enabled');
  });

  test('to R1 stand in the first question: it is given no system prompt', () => {
    const history = [
      { role: 'user', parts: [{ type: 'text', text: 'one' }] },
      { role: 'assistant', parts: [{ type: 'text', text: 'two' }] },
    ] as const;
    const messages = composeMessages(aRequest({ history }), 'chat', promptsFor('ollama/deepseek-r1:14b'));
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(messages[0] && messageText(messages[0])).toMatch(/^You are a programming assistant.*\n\none$/);
  });
});

describe('prompts of the user’s own', () => {
  test('replace ours or follow them, for a task, a model, or a rule that names them', () => {
    const own = [
      { text: 'Be terse.' },
      { task: ['fix', 'test'] as const, append: 'Use pytest.' },
      { models: 'openai/*', append: 'Hello OpenAI.' },
      { name: 'formal', append: 'Be formal.' },
      { name: 'formal', task: 'fix' as const, text: 'Apologise first.' },
    ];
    const plain = promptsFor('a/m', { own });
    expect(plain.system).toBe('Be terse.');
    expect(plain.instruction({ task: 'fix' })).toMatch(/^Find the cause first.* Use pytest\.$/);
    expect(plain.instruction({ task: 'code' })).toBe('');
    expect(promptsFor('openai/gpt-4o', { own }).system).toBe('Be terse. Hello OpenAI.');
    const formal = promptsFor('a/m', { own, variant: 'formal' });
    expect(formal.system).toBe('Be terse. Be formal.');
    expect(formal.instruction({ task: 'fix' })).toBe('Apologise first. Use pytest.');
  });

  test('take the place of a variant of ours of the same name', () => {
    const own = [{ name: 'concise', append: 'One word.' }];
    expect(promptsFor('a/m', { own, variant: 'concise' }).system).toMatch(/name their language\. One word\.$/);
    expect(promptsFor('a/m', { own: [], variant: 'concise' }).system).toContain('Be brief');
  });
});

test('the version names the kind and changes with every word that is sent', () => {
  const asked = { task: 'fix' } as const;
  const version = (id: string, wish?: Partial<PromptWish>) => promptsFor(id, wish).version(asked);
  expect(version('anthropic/claude-3-5-haiku')).toMatch(/^claude [\da-f]{8}$/);
  expect(version('a/m', { variant: 'concise' })).toMatch(/^usual\+concise [\da-f]{8}$/);
  const own = (append: string) => version('a/m', { own: [{ append }] });
  expect(
    new Set([version('a/m'), own('Please.'), own('Please!'), promptsFor('a/m').version({ task: 'code' })]).size,
  ).toBe(4);
});

test('all that stands before a question is the same, letter by letter, as in the request before', () => {
  const question = (text: string) => ({ role: 'user', parts: [{ type: 'text', text }] }) as const;
  const answered = { role: 'assistant', parts: [{ type: 'text', text: 'answer' }] } as const;
  const asked = { task: 'fix', command: 'ask' } as const;
  for (const id of ['a/m', 'anthropic/claude-opus-5', 'ollama/deepseek-r1:7b', 'openai/o3', 'ollama/qwen3:4b']) {
    const prompts = promptsFor(id);
    const first = composeMessages(aRequest({ prompt: 'one', context: { command: 'ask' } }), 'fix', prompts);
    const history = [{ ...question('one'), asked }, answered];
    const second = composeMessages(aRequest({ prompt: 'two', history }), 'explain', prompts);
    expect(JSON.stringify(second.slice(0, first.length))).toBe(JSON.stringify(first));
  }
});
