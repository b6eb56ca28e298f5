import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RequestContext } from '../../../src/core/chat/requestContext.ts';
import { TASKS, type Task } from '../../../src/core/chat/task.ts';
import { classify as classifyWith } from '../../../src/core/classify/classify.ts';
import { loadComplexityModel } from '../../../src/core/classify/complexity/loadComplexityModel.ts';
import { detectLanguage } from '../../../src/core/classify/detectLanguage.ts';
import { readTask } from '../../../src/core/classify/task/readTask.ts';

const learnt = { complexity: await loadComplexityModel(), readTask };
const classify = (prompt: string, context: RequestContext = {}, task?: Task) =>
  classifyWith(prompt, context, learnt, task);
const taskOf = (prompt: string, context = {}) => classify(prompt, context).task;

describe('a gesture', () => {
  test.each<[string, Task]>([
    ['explain', 'explain'],
    ['fix', 'fix'],
    ['summarize', 'summarize'],
    ['tests', 'test'],
    ['test', 'test'],
    ['review', 'review'],
    ['docs', 'write'],
    ['commit', 'write'],
    ['translate', 'translate'],
  ])('%s says the task by itself: %s', (command, task) => {
    const { task: found, confidence, reasons } = classify('Write a poem and translate it', { command });
    expect([found, reasons[0]]).toEqual([task, `the command ${command} was run`]);
    expect(confidence).toBeGreaterThan(0.95);
  });

  test('that only asks leaves it to the words', () => {
    expect(taskOf('Summarize this article', { command: 'ask' })).toBe('summarize');
    expect(taskOf('Summarize this article', { command: 'toString' })).toBe('summarize');
  });
});

describe('the words of a request', () => {
  test.each<[Task, string]>([
    ['chat', 'hi'],
    ['chat', 'thanks!'],
    ['code', 'Write a Python function that reverses a linked list'],
    ['code', 'Implement an LRU cache in TypeScript'],
    ['code', 'generate a regex for dates'],
    ['fix', 'Why do I get TypeError: cannot read properties of undefined?'],
    ['fix', 'My code does not work, it crashes with a segmentation fault'],
    ['test', 'Write unit tests for this function'],
    ['test', 'Add jest tests for the parser'],
    ['review', 'Review this code for security issues'],
    ['explain', 'Explain how async/await works'],
    ['explain', 'What does this regex do?'],
    ['explain', 'Explain the difference between TCP and UDP'],
    ['summarize', 'Summarize this article in three bullet points'],
    ['summarize', 'tl;dr'],
    ['write', 'Write an email to my boss asking for a day off'],
    ['write', 'Write a commit message for this change'],
    ['write', 'Write a short story about a robot'],
    ['translate', 'Translate this to German: Good morning'],
    ['translate', 'How do you say "thank you" in Japanese?'],
    ['extract', 'Extract all email addresses from the text below as JSON'],
    ['extract', 'Classify these tweets as positive or negative'],
    ['reason', 'Prove that the square root of 2 is irrational'],
    ['reason', 'A train leaves at 3pm at 60 km/h. How many hours until it covers 240 km?'],
    ['reason', 'Compare PostgreSQL and MongoDB for an event store; pros and cons'],
  ])('mean %s: %s', (task, prompt) => {
    expect(taskOf(prompt)).toBe(task);
  });

  test.each<[Task, string]>([
    // Between two tasks, the first word decides or the object does.
    ['code', 'Convert this Python script to Rust'],
    ['code', 'Translate this function to Go'],
    ['code', 'write a function that summarizes text'],
    ['translate', 'Translate this error message into Spanish'],
    ['explain', 'explain the tests'],
    ['summarize', 'Summarize what this function does'],
    ['write', 'Write documentation for this API'],
  ])('mean %s although they name another task: %s', (task, prompt) => {
    expect(taskOf(prompt)).toBe(task);
  });

  test.each<[Task, string, string]>([
    ['code', 'es', 'Escribe una función en Python que ordene una lista'],
    ['fix', 'ru', 'исправь ошибку в коде'],
    ['code', 'ru', 'Напиши функцию на Python'],
    ['translate', 'ru', 'Переведи на английский'],
    ['summarize', 'fr', 'Résume ce texte en trois phrases.'],
    ['explain', 'fr', 'Explique-moi les closures'],
    ['explain', 'de', 'Erkläre mir, wie Promises funktionieren'],
    ['write', 'de', 'Schreibe eine Geschichte über einen Drachen'],
    ['explain', 'zh', '请解释一下这段代码'],
    ['code', 'zh', '写一个函数，计算斐波那契数列'],
    ['translate', 'zh', '翻译成英文'],
    ['summarize', 'ja', 'この文章を要約してください'],
    ['explain', 'ko', '이 코드를 설명해 주세요'],
  ])('mean %s in the language %s: %s', (task, language, prompt) => {
    expect(classify(prompt, {})).toMatchObject({ task, language });
  });

  test('count where the instruction is, not in what was pasted', () => {
    const log = 'TypeError: x is undefined\n'.repeat(60);
    expect(taskOf(`Translate the following into French.\n${'The weather was fine. '.repeat(100)}`)).toBe('translate');
    expect(taskOf(`Summarize this log:\n\`\`\`\n${log}\`\`\``)).toBe('summarize');
    expect(taskOf(`${'The weather was fine. '.repeat(100)}\nSummarize the text above.`)).toBe('summarize');
  });
});

describe('what the editor shows', () => {
  test('a few words with problems at the selection mean fix', () => {
    const { task, reasons } = classify('help', { diagnostics: ["'x' is not defined"] });
    expect([task, reasons[0]]).toEqual(['fix', 'problems reported there: 1']);
  });

  test('selected code and an order mean code', () => {
    expect(taskOf('make it faster', { selection: 'for (;;) {}' })).toBe('code');
  });

  test('does not overrule clear words', () => {
    const context = { selection: 'def f(): pass', diagnostics: ['unused'] };
    expect(taskOf('Explain what this does', context)).toBe('explain');
    expect(taskOf('Write unit tests for this', context)).toBe('test');
  });
});

describe('the language', () => {
  test.each([
    ['en', 'Write a short story about a robot|add a docstring|Classify these tweets as positive or negative|12 + 3?|'],
    ['fr', 'Quelle est la capitale de la France ?|Écris une lettre de motivation'],
    ['es', '¿Cuál es la capital de Francia?|Corrige este error por favor'],
    ['de', 'Was ist der Unterschied zwischen let und const?'],
    ['it', 'Qual è la capitale della Francia?'],
    ['pt', 'Qual é a capital da França?|Escreva uma função em Python'],
    ['nl', 'Wat is het verschil tussen let en const?'],
    ['pl', 'Napisz funkcję, która sortuje listę'],
    ['uk', 'Поясни, що таке замикання і їх користь'],
    ['tr', 'Bu kod nasıl çalışıyor?'],
    ['ar', 'اشرح هذا'],
    ['hi', 'इसे समझाओ'],
    ['ja', 'この関数をテストして'],
  ])('%s is told by its words', (language, prompts) => {
    for (const prompt of prompts.split('|')) expect([prompt, detectLanguage(prompt)]).toEqual([prompt, language]);
  });

  test('is that of the request, not of the code in it', () => {
    expect(detectLanguage('```\nこれはコードです、これはコードです\n```\nfix the comment in this code')).toBe('en');
  });
});

test('a task that was given is not questioned', () => {
  expect(classify('Translate this', {}, 'reason')).toMatchObject({
    task: 'reason',
    confidence: 1,
    reasons: ['the task was given'],
  });
});

test('any text is something, with figures in their range', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 3000 }), fc.option(fc.string()), (prompt, selection) => {
      const found = classify(prompt, selection === null ? {} : { selection });
      expect(TASKS).toContain(found.task);
      expect(found.language).toMatch(/^[a-z]{2}$/);
      for (const share of [found.complexity, found.confidence]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('a long prompt takes no long time', () => {
  const start = performance.now();
  classify('write '.repeat(200_000), {});
  classify('a'.repeat(1_000_000), {});
  classify(`${'- item\n'.repeat(100_000)}explain`, {});
  expect(performance.now() - start).toBeLessThan(3000);
});
