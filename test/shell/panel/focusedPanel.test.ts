import { beforeEach, expect, it, vi } from 'vitest';
import { FocusedPanel } from '../../../src/shell/panel/focusedPanel.ts';

const said: unknown[] = [];
vi.mock('vscode', () => ({
  commands: {
    executeCommand: (_command: string, key: string, value: unknown) => said.push(`${key} = ${value}`),
  },
}));

const [view, tab] = [{}, {}];
beforeEach(() => said.splice(0));

it('one panel that closes or loses the keyboard takes nothing from another that has it', () => {
  const focused = new FocusedPanel();
  focused.got(view);
  focused.got(tab);
  focused.lost(view);
  expect(said).toEqual(['switchyard.chatFocused = true']);
  focused.lost(tab);
  expect(said).toEqual(['switchyard.chatFocused = true', 'switchyard.chatFocused = false']);
});

it('what a panel had without saying that it lost it ends with the next that says so', () => {
  const focused = new FocusedPanel();
  focused.got(view);
  focused.got(tab);
  focused.lost(tab);
  expect(said.at(-1)).toBe('switchyard.chatFocused = false');
});
