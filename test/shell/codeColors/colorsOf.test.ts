import { expect, test } from 'vitest';
import { COLORS_TO_PANEL } from '../../../src/protocol/messages/colorMessages.ts';
import { colorsOf } from '../../../src/shell/codeColors/colorsOf.ts';

test('every colour passes what the panel lets in', () => {
  const colors = colorsOf([{ scopes: ['source', 'keyword'], foreground: '#a1B2c3d4', fontStyle: 'bold italic' }]);
  expect(COLORS_TO_PANEL['code/colors'].safeParse({ colors }).success).toBe(true);
  expect(colors).toContainEqual({ token: 'keyword.control_', color: '#a1B2c3d4', fontStyle: 'bold italic' });
  expect(colors).toContainEqual({ token: 'attr', grammar: 'json', color: '#a1B2c3d4', fontStyle: 'bold italic' });
  expect(colors).toContainEqual({ token: 'comment', color: null, fontStyle: '' });
});
