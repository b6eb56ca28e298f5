import { expect, test } from 'vitest';
import { readReplacement } from '../../../src/core/fix/readReplacement.ts';

const ORIGINAL = '    if (a) {\n      return b;\n    }';

test.each([
  ['one fence', '```ts\n    if (a) {\n      return c;\n    }\n```', '    if (a) {\n      return c;\n    }'],
  ['words around it', 'Sure:\n```ts\n    return c;\n```\nDone.', '    return c;'],
  ['moved to the margin', '```ts\nif (a) {\n  return c;\n}\n```', '    if (a) {\n      return c;\n    }'],
  ['empty lines stay empty', '```ts\nif (a) {\n\n}\n```', '    if (a) {\n\n    }'],
  ['the longest of several', '```\nx\n```\n```ts\n    return c;\n```', '    return c;'],
  ['a fence in the code', '````md\n    ```\n    a\n    ```\n````', '    ```\n    a\n    ```'],
  ['no end', '```ts\n    return c;', '    return c;'],
  ['no fence, but code', '    if (a) {\n      return c;\n    }\n', '    if (a) {\n      return c;\n    }'],
  ['its marks', '```ts\n<replace>\n    return c;\n</replace>\n```', '    return c;'],
  ['line ends', '```ts\r\n    return c;\r\n```', '    return c;'],
])('%s', (_, answer, expected) => {
  expect(readReplacement(answer, ORIGINAL)).toBe(expected);
});

test('a file keeps its end', () => {
  expect(readReplacement('```css\na {}\n```', 'b {}\n')).toBe('a {}\n');
  expect(readReplacement('```css\na {}\n\n```', 'b {}')).toBe('a {}');
});

test('words alone are no correction', () => {
  expect(readReplacement('I would rename it.', ORIGINAL)).toBeUndefined();
  expect(readReplacement('', ORIGINAL)).toBeUndefined();
});
