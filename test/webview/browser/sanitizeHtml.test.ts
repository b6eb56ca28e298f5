import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { expect, it } from 'vitest';
import { HOSTILE } from '../hostile.ts';
import { hasChromium, launchChromium } from './panelPage.ts';

const ENTRY = `
  import { sanitizeHtml } from './webview/markdown/sanitizeHtml.ts';
  window.sanitize = (html) => { const box = document.createElement('div'); box.append(sanitizeHtml(html)); return box.innerHTML; };`;

/** The second wall, tried without the first: raw HTML that the Markdown renderer would never let through. */
it.skipIf(!hasChromium)('keeps only what an answer needs', { timeout: 30_000 }, async () => {
  const root = join(import.meta.dirname, '../../..');
  const stdin = { contents: ENTRY, resolveDir: root, loader: 'ts' as const };
  const { outputFiles } = await esbuild.build({
    stdin,
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
  });
  const browser = await launchChromium();
  const page = await browser.newPage();
  await page.route('**/*', (route) => route.abort());
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const sanitize = (html: string) =>
    page.evaluate((source) => (window as unknown as { sanitize: (html: string) => string }).sanitize(source), html);

  for (const html of HOSTILE) {
    expect(await sanitize(html)).not.toMatch(
      /<(?:img|script|iframe|svg|style|form|input|link|base|math)\b|<[^>]*\son\w+=/i,
    );
  }
  expect(await sanitize('<a href="javascript:1">a</a><a href="command:x">b</a><a href="data:text/html,x">c</a>')).toBe(
    '<a>a</a><a>b</a><a>c</a>',
  );
  expect(
    await sanitize('<p style="color:red" id="app" class="problem-card align-right" data-x="1" aria-label="x">t</p>'),
  ).toBe('<p class="align-right">t</p>');
  expect(await sanitize('<code class="language-ts">x</code><span class="hljs-title function_">f</span>')).toBe(
    '<code class="language-ts">x</code><span class="hljs-title function_">f</span>',
  );
  expect(await sanitize('<math><mi href="x">x</mi></math><section class="footnote composer" id="x">n</section>')).toBe(
    '<section class="footnote">n</section>',
  );
  await browser.close();
});
