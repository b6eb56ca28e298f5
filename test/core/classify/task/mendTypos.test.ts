import { describe, expect, test } from 'vitest';
import { mendTypos } from '../../../../src/core/classify/task/mendTypos.ts';

describe('a slip of the finger is mended:', () => {
  test.each([
    ['a letter left out', 'explin this functon', 'explain this function'],
    ['a letter too many', 'transslate the followinng text', 'translate the following text'],
    ['another letter', 'srite a function', 'write a function'],
    ['two letters in the wrong order', 'wriet a fucntion.', 'write a function.'],
    ['no space', 'explain thisfunction', 'explain this function'],
    ['a letter instead of the space', 'whattdoes it do', 'what does it do'],
    ['a space too early or too late', 'rea dthe file, cany ou', 'read the file, can you'],
    ['in Russian', 'напиши функцю', 'напиши функцию'],
    ['a Latin letter in another script', '请解释q这段代码', '请解释这段代码'],
  ])('%s', (_, written, meant) => {
    expect(mendTypos(written)).toBe(meant);
  });
});

test.each([
  'Write a function that reads the file',
  'useEfect and MYNAEM are names',
  'open src/functon.ts, call functon() or functon_one, see @functon and expl.ain',
  '请解释一下这段代码 in English',
  '',
])('what is no slip stays as it is: %s', (text) => {
  expect(mendTypos(text)).toBe(text);
});
