import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { TextEditor } from '../test/e2e/harness/textEditor.ts';
import { Workbench } from '../test/e2e/harness/workbench.ts';
import { demoProviders } from '../test/simulator/demoScenario.ts';
import { startSimulator } from '../test/simulator/simulator.ts';
import { demoSettings } from './demo/demoSettings.ts';

/** `npm run screenshots`: the README's pictures, of the built extension in the real editor with the demo's simulators. */
const root = join(import.meta.dirname, '..');
const pictures = join(root, 'docs/images');
mkdirSync(pictures, { recursive: true });

const simulator = await startSimulator({ providers: demoProviders });
const workbench = await Workbench.launch({
  files: join(root, 'demo/workspace'),
  settings: demoSettings(simulator.baseUrl),
  viewport: { width: 1180, height: 760 },
});
try {
  await workbench.setTheme('dark');
  await workbench.openSwitchyard();
  await workbench.sidebarWidth(440);
  const editor = new TextEditor(workbench);
  await editor.open('web/pager.ts');
  await editor.selectLines(7, 12);
  await editor.contextMenu('Switchyard', 'Explain Selection');
  await answered(1);
  const panel = await workbench.panel();
  await panel
    .locator('.answer')
    .first()
    .evaluate((answer) => answer.scrollIntoView({ block: 'center' }));
  await panel
    .locator('.user-message')
    .first()
    .evaluate((message) => message.scrollIntoView());
  await workbench.page.screenshot({ path: join(pictures, 'fallback.png') });

  await workbench.setTheme('light');
  await editor.open('billing/invoice.py');
  await editor.selectLines(1, 20);
  await editor.contextMenu('Switchyard', 'Fix Selection');
  await answered(2);
  await panel.locator('.answer .route-line').last().click();
  await workbench.page.screenshot({ path: join(pictures, 'route.png') });
} finally {
  await workbench.close();
  await simulator.close();
}

/** Waits until so many answers are complete: each then offers to be copied. */
async function answered(count: number): Promise<void> {
  const panel = await workbench.panel();
  await panel
    .locator('.answer')
    .nth(count - 1)
    .locator('.answer-footer vscode-button[aria-label="Regenerate"]')
    .waitFor({ timeout: 60_000 });
}
