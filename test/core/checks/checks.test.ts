import { describe, expect, test } from 'vitest';
import { agreement } from '../../../src/core/checks/agreement.ts';
import { bracketFault } from '../../../src/core/checks/brackets.ts';
import { checkForm } from '../../../src/core/checks/checkForm.ts';
import { checkRefusal } from '../../../src/core/checks/checkRefusal.ts';
import { fencedCode } from '../../../src/core/checks/fencedCode.ts';
import { readRating } from '../../../src/core/checks/readRating.ts';

const refusal = (text: string, changes = {}) =>
  checkRefusal({ text, finishReason: 'stop', task: 'explain', ...changes });
const fence = (language: string, code: string) => `Here:\n\n\`\`\`${language}\n${code}\n\`\`\`\n`;

describe('length and refusals', () => {
  test.each([
    "I'm sorry, but I can't help with that.",
    'I cannot assist with this request.',
    'As an AI language model, I am unable to do that.',
    'Es tut mir leid, aber ich kann dabei nicht helfen.',
    'Je suis désolé, mais je ne peux pas vous aider.',
    'Lo siento, pero no puedo ayudar con eso.',
    'Desculpe, mas não posso ajudar com isso.',
    'Mi dispiace, ma non posso aiutarti.',
    'Het spijt me, maar ik kan daar niet bij helpen.',
    'Przykro mi, ale nie mogę w tym pomóc.',
    'Извините, но я не могу с этим помочь.',
    'Üzgünüm, bu konuda yardımcı olamam.',
    '很抱歉，我无法提供帮助。',
    '申し訳ございませんが、お手伝いできません。',
    '죄송합니다. 도와드릴 수 없습니다.',
  ])('%s', (text) => expect(refusal(text)).toMatchObject({ score: 0, useless: true }));

  test.each([
    'I can do that: use `sort`.',
    "I can't reproduce it here, but line 3 has an off-by-one error:\n\n```js\ni < n\n```",
    'Ich kann das nachvollziehen: Der Index läuft um eins zu weit.',
    'No problem. Use `map`.',
    'Unfortunately named, `foo` shadows the outer one.',
    '我可以解释：这里少了一个括号。',
  ])('is an answer: %s', (text) => expect(refusal(text).score).toBe(1));

  test('empty, cut off and filtered answers are none; a cut one may be better than nothing', () => {
    expect(refusal(' \n')).toMatchObject({ score: 0, useless: true });
    expect(refusal('Half', { finishReason: 'length' })).toEqual({ score: 0, evidence: expect.any(String) });
    expect(refusal('Half', { finishReason: 'contentFilter' })).toMatchObject({ useless: true });
  });

  test('words where code was asked for are a doubt that the cheapest objective lets pass', () => {
    const { score } = refusal('Just sort it.', { task: 'code' });
    expect(score).toBeGreaterThan(0.5);
    expect(score).toBeLessThan(0.7);
  });
});

describe('brackets', () => {
  test.each([
    ['typescript', 'const a = `\x24{[1].map((x) => `(\x24{x}`)}`; // )\n/* { */ const r = /[(/]/; f(a / b, "\\")")'],
    ['python', 'def f(x):  # :(\n    """ ( """\n    return {"a": [x]}  # don\'t'],
    ['c', "int f(char c) { return c == '{' || c == '\"'; }"],
    ['unknown', ')))'],
  ])('of %s close', (language, code) => expect(bracketFault(code, language)).toBeUndefined());

  test.each([
    ['typescript', 'f(() => {\n  g([1, 2);\n});', 'line 2 closes ), but line 2 opened ['],
    ['go', 'func f() {\n', '{ of line 1 is never closed'],
    ['css', 'a { color: red; } }', 'line 1 closes }, which nothing opened'],
  ])('of %s do not', (language, code, fault) => expect(bracketFault(code, language)).toBe(fault));
});

describe('form', () => {
  const file = { path: 'src/a.txt', text: 'one\ntwo\n' };
  const patch = (old: string) =>
    fence('diff', `--- a/src/a.txt\n+++ b/src/a.txt\n@@ -1,2 +1,2 @@\n one\n-${old}\n+three`);
  const evidence = (text: string) => checkForm(text, [file])?.evidence;

  test('says nothing of words alone', () => expect(checkForm('Just words.', [])).toBeUndefined());
  test('takes what can be what it says', () => {
    for (const text of [
      fence('json', '{"a": 1}'),
      fence('json', '{"a": 1}\n{"a": 2}'),
      fence('json', '{\n  // a comment\n  "a": 1,\n}'),
      fence('ts', 'function f() {\n  // ...\n'),
      patch('two'),
      fence('rust', "fn f<'a>() {"),
    ])
      expect(checkForm(text, [file])).toEqual({ score: 1 });
  });
  test('refuses what cannot', () => {
    expect(evidence(fence('json', '{"a": }'))).toMatch(/^the JSON of the answer cannot be parsed/);
    expect(evidence(patch('zwei'))).toBe('the change does not apply to src/a.txt: it has no line "zwei"');
    expect(evidence(fence('py', 'print((1)'))).toBe(
      'the py of the answer cannot be parsed: ( of line 1 is never closed',
    );
    expect(evidence('```ts\nconst a = 1;')).toBe('the answer ends within its code');
  });
});

test('fences within longer fences are code', () => {
  expect(fencedCode('````md\n```js\nx\n```\n````')).toEqual([{ language: 'md', text: '```js\nx\n```', closed: true }]);
});

test('answers agree by their results, their code or their words', () => {
  expect(agreement('It is \\boxed{42}.', 'So the answer is: 42')).toBe(1);
  expect(agreement('The answer is: 41', 'The answer is: 42')).toBe(0);
  expect(agreement('Paris.', 'paris')).toBe(1);
  const code = 'for (const item of items) { total += item.price * item.count; }\nreturn total;';
  expect(agreement(fence('js', code), `Differently put.\n${fence('ts', code)}`)).toBe(1);
  expect(
    agreement(fence('js', code), fence('js', 'return items.reduce((sum, one) => sum + one.price, 0) / items.length;')),
  ).toBeLessThan(0.5);
});

test.each([
  ['"42"', '42', 1],
  ['"\'mgiTr\'"', '"mgiTr"', 1],
  ['"mgiTr"', '"mGItR"', 0],
  ['"a b"', '"a  b"', 0],
  [`"[1, 'x y', (2,)]"`, String.raw`"[1,\"x y\", (2, )]"`, 1],
  [`"['x']"`, `"['x ']"`, 0],
  ['""', '"\\"\\""', 1],
])('results that are named in JSON are compared to the letter: %s and %s', (one, other, same) => {
  const json = (result: string) => fence('json', `{\n  "reasoning": "any, answer: 7",\n  "answer": ${result}\n}`);
  expect(agreement(json(one), json(other))).toBe(same);
});

test('a rating is read with its reason; anything else says nothing', () => {
  expect(readRating('85', 'x/m')).toEqual({ score: 0.85, evidence: 'x/m holds it to be right with 85%' });
  expect(readRating('**40%**\nIt forgets null.', 'x/m')).toMatchObject({
    score: 0.4,
    evidence: expect.stringMatching(/: It forgets null\.$/),
  });
  expect(readRating('<think>90?</think>100', 'x/m')?.score).toBe(1);
  expect(readRating('I think it is fine.', 'x/m')).toBeUndefined();
  expect(readRating('2024.5.1', 'x/m')).toBeUndefined();
});
