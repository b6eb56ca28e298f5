import { expect, test, vi } from 'vitest';

vi.mock('vscode', () => ({ l10n: { t: (text: string) => text } }));
const { menuActions } = await import('../../../src/shell/commands/menuActions.ts');

const CALM = {
  busy: false,
  hasMessages: false,
  hasFolder: false,
  isUnwell: false,
  isDrilling: false,
  isServing: false,
};
const shown = (state: Partial<typeof CALM>) =>
  menuActions({ ...CALM, ...state }).map(({ head, names }) => `${head}: ${names.join(' ')}`);

test('the menu has what is of use in a new window', () => {
  expect(shown({})).toEqual([
    'Chat: ask newChat explainRouting',
    'What was asked: showFigures showAuditTrail',
    'Providers: checkSetup testProviders addProvider fireDrill startServer',
    'Settings: openSettings showLog',
  ]);
});

test('what helps now comes first in its group, and what is on is not offered to be started', () => {
  const all = { busy: true, hasMessages: true, hasFolder: true, isUnwell: true, isDrilling: true, isServing: true };
  expect(shown(all)).toEqual([
    'Chat: stop ask newChat explainRouting showRoute',
    'What was asked: showFigures showAuditTrail',
    'Providers: resetProviderHealth checkSetup testProviders addProvider stopServer',
    'Settings: openRoutingSettings openSettings showLog',
  ]);
});
