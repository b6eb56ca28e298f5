// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are the variables of prompt files.
import { expect, test } from 'vitest';
import { parsePromptFile } from '../../../src/shell/prompts/promptFile.ts';
import { fillPrompt, promptInputs, promptLinks } from '../../../src/shell/prompts/promptVariables.ts';

const VALUES = {
  selection: 'a + b',
  file: 'src/a.ts',
  fileBasename: 'a.ts',
  workspaceFolder: 'demo',
  inputs: new Map(),
};

test('the front matter gives the description, and what it sets besides is named', () => {
  const text = '---\ndescription: "Tidies up"\nmode: agent\nmodel: gpt\ntools: [a]\n---\n\nTidy this.\n';
  expect(parsePromptFile(text)).toEqual({
    description: 'Tidies up',
    body: 'Tidy this.',
    ignored: ['mode', 'model', 'tools'],
  });
  expect(parsePromptFile('Just words\n---\nmore')).toEqual({
    description: '',
    body: 'Just words\n---\nmore',
    ignored: [],
  });
  expect(parsePromptFile('---\r\ndescription: x\r\n---\r\nBody').body).toBe('Body');
  expect(parsePromptFile('')).toEqual({ description: '', body: '', ignored: [] });
});

test('the fixed variables are filled in once, and everything else stays as it is written', () => {
  const body =
    'Fix ${selection} in ${fileBasename} (${file}) of ${workspaceFolder}. ${env:HOME} ${command:x} ${input:who:whom?} $(rm)';
  const inputs = new Map([['who', '${selection}']]);
  expect(fillPrompt(body, { ...VALUES, inputs })).toBe(
    'Fix a + b in a.ts (src/a.ts) of demo. ${env:HOME} ${command:x} ${selection} $(rm)',
  );
  expect(fillPrompt('${input:other}', VALUES)).toBe('${input:other}');
});

test('inputs are asked for once each, in order', () => {
  expect(promptInputs('${input:a:first one} ${input:b} ${input:a}')).toEqual([
    { name: 'a', placeholder: 'first one' },
    { name: 'b', placeholder: '' },
  ]);
});

test('files are named with #file: alone', () => {
  expect(promptLinks('See #file:src/a.ts, (#file:b.md) and ##file:c #file:src/a.ts.')).toEqual(['src/a.ts', 'b.md']);
});
