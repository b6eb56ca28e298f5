import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import { diagramBundle, webviewBundle } from '../../../scripts/bundles.ts';
import type { HOST_TO_PANEL, Params } from '../../../src/protocol/messages.ts';
import { type ThemeName, themeSheet } from './themes.ts';

const ORIGIN = 'http://panel.test';
const NONCE = 'c3dpdGNoeWFyZA';
const CSP = `default-src 'none'; script-src 'nonce-${NONCE}'; style-src ${ORIGIN}; font-src ${ORIGIN}; img-src ${ORIGIN} data:; connect-src ${ORIGIN}/diagramFrame.js`;
const CHROMIUM = '/usr/bin/chromium';
const ARGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  ...['--disable-component-update', '--disable-sync'],
];
const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

/** Stands in for VS Code: records what the panel sends and keeps its state. */
const FAKE_API = `
  window.sent = []; window.violations = []; window.kept = undefined;
  document.addEventListener('securitypolicyviolation', (event) =>
    window.violations.push(event.violatedDirective + ' ' + event.blockedURI));
  window.acquireVsCodeApi = () => ({
    postMessage: (message) => window.sent.push(message),
    getState: () => window.kept,
    setState: (state) => { window.kept = state; },
  });`;

export const hasChromium = existsSync(CHROMIUM);

/** A browser that asks nobody anything by itself. */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: ARGS });
}

/** Whatever the panel sent, oldest first. */
export interface Sent {
  readonly method: string;
  readonly params: Record<string, unknown>;
}

/** The built panel in a real browser, with its page's policy, a fake host and no network. */
export class PanelPage {
  readonly page: Page;
  /** Every request the page made outside its own files. */
  readonly strayRequests: string[] = [];
  readonly errors: string[] = [];

  constructor(page: Page) {
    this.page = page;
  }

  async hostSays<M extends keyof typeof HOST_TO_PANEL>(
    method: M,
    params: Params<typeof HOST_TO_PANEL, M>,
  ): Promise<void> {
    await this.page.evaluate((message) => window.postMessage(message, '*'), { jsonrpc: '2.0', method, params });
    await this.settle();
  }

  /** Lets two frames pass, so that what was received is drawn. */
  async settle(): Promise<void> {
    await this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }

  async sent(method: string): Promise<readonly Sent['params'][]> {
    const all = await this.page.evaluate(() => (window as unknown as { sent: Sent[] }).sent);
    return all.filter((message) => message.method === method).map((message) => message.params);
  }

  violations(): Promise<readonly string[]> {
    return this.page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  }
}

/** Builds the panel into a folder of its own and opens pages of it. */
export class PanelBrowser {
  readonly #folder = mkdtempSync(join(tmpdir(), 'switchyard-panel-'));
  #browser: Browser | undefined;

  async start(): Promise<void> {
    const bundles: esbuild.BuildOptions[] = [webviewBundle, diagramBundle];
    await Promise.all(bundles.map((bundle) => esbuild.build({ ...bundle, outdir: this.#folder, minify: true })));
    this.#browser = await launchChromium();
  }

  /** `empty`: the same page with a text field instead of the panel, to compare with. */
  async open(options: { width: number; height: number; theme: ThemeName; empty?: boolean }): Promise<PanelPage> {
    const { width, height, theme, empty = false } = options;
    const page = await this.browser.newPage({ viewport: { width, height } });
    const panel = new PanelPage(page);
    page.on('pageerror', (error) => panel.errors.push(error.message));
    await page.route('**/*', async (route) => {
      const answer = this.#serve(new URL(route.request().url()), theme, empty);
      if (answer !== undefined) return route.fulfill(answer);
      panel.strayRequests.push(route.request().url());
      return route.abort();
    });
    await page.goto(`${ORIGIN}/`);
    if (!empty) await page.waitForFunction(() => (window as unknown as { sent: unknown[] }).sent.length > 0);
    return panel;
  }

  /** The browser itself, to trace it. */
  get browser(): Browser {
    if (this.#browser === undefined) throw new Error('start() comes first');
    return this.#browser;
  }

  async stop(): Promise<void> {
    await this.#browser?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #serve({ origin, pathname }: URL, theme: ThemeName, empty: boolean) {
    if (origin !== ORIGIN) return undefined;
    if (pathname === '/') {
      return { contentType: 'text/html', headers: { 'content-security-policy': CSP }, body: pageHtml(theme, empty) };
    }
    if (pathname === '/theme.css') return { contentType: 'text/css', body: themeSheet(theme) };
    const file = join(this.#folder, pathname);
    const extension = pathname.split('.').at(-1) ?? '';
    return existsSync(file) ? { contentType: TYPES[extension] ?? 'text/plain', body: readFileSync(file) } : undefined;
  }
}

function pageHtml(theme: ThemeName, empty: boolean): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Switchyard</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="/theme.css"><link rel="stylesheet" href="/panel.css">
    <script nonce="${NONCE}">${FAKE_API}</script></head>
    <body class="vscode-${theme}"><main id="app">${empty ? '<textarea></textarea>' : ''}</main>
    <script type="application/json" id="strings">{}</script>
    ${empty ? '' : `<script type="module" nonce="${NONCE}" src="/panel.js"></script>`}</body></html>`;
}
