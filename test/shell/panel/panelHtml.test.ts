import { expect, test, vi } from 'vitest';

vi.mock('vscode', () => ({
  env: { language: 'en' },
  l10n: { t: (text: string) => text },
  Uri: { joinPath: (base: string, name: string) => `${base}/${name}` },
}));
const { panelHtml } = await import('../../../src/shell/panel/panelHtml.ts');

function connectOf(base: string): string | undefined {
  const webview = { cspSource: "'self' https://*.vscode-cdn.net", asWebviewUri: (uri: string) => uri };
  const html = panelHtml(webview as never, base as never);
  return /connect-src ([^;"]*)/.exec(html)?.[1];
}

test('the panel fetches the script of its diagrams and nothing else', () => {
  expect(connectOf('https://file+.vscode-resource.vscode-cdn.net/a%20b/dist')).toBe(
    'https://*.vscode-resource.vscode-cdn.net/a%20b/dist/diagramFrame.js',
  );
  expect(connectOf("https://editor.test:8080/it's; a, b/dist")).toBe(
    'https://editor.test:8080/it%27s%3b%20a%2c%20b/dist/diagramFrame.js',
  );
});
