import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDERS, panelState } from '../samples.ts';
import { hasChromium, PanelBrowser } from './panelPage.ts';

const SERVERS = [
  { id: 'ollama', name: 'Ollama', models: 3 },
  { id: 'lmstudio', name: 'LM Studio', models: 1 },
];

describe.skipIf(!hasChromium)('servers that run on this machine', { timeout: 30_000 }, () => {
  const browser = new PanelBrowser();
  beforeAll(() => browser.start(), 60_000);
  afterAll(() => browser.stop());

  it('are offered before everything else and set up with one click, also where there is little room', async () => {
    const panel = await browser.open({ width: 220, height: 600, theme: 'dark' });
    const setup = { ready: false, providers: PROVIDERS, servers: SERVERS };
    await panel.hostSays('panel/state', panelState([], { setup }));
    expect(await panel.page.locator('.found-server').allInnerTexts()).toEqual([
      'Ollama · 3 models',
      'LM Studio · 1 model',
    ]);
    const width = await panel.page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(220);
    const folder = process.env.SWITCHYARD_PANEL_SHOTS;
    if (folder !== undefined) await panel.page.screenshot({ path: join(folder, 'found-servers.png') });
    await panel.page.locator('.use-server').first().click();
    expect(await panel.sent('setup/server')).toEqual([{ server: 'ollama' }]);
    await panel.page.close();
  });

  it('are not spoken of where there are none', async () => {
    const panel = await browser.open({ width: 300, height: 600, theme: 'light' });
    await panel.hostSays('panel/state', panelState([], { setup: { ready: false, providers: PROVIDERS, servers: [] } }));
    await panel.page.locator('.setup-button').waitFor();
    expect(await panel.page.locator('.welcome h2').count()).toBe(0);
    await panel.page.close();
  });
});
