import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { textOf } from './textOf.ts';
import type { Workbench } from './workbench.ts';

/** So much of each is enough to see what happened last. */
const LINES = 12;
const SIGNS = 1200;

/** What the windows of a failed test show and say: their page's focus, their panels' words, the ends of their logs. */
export async function evidenceOf(workbench: Workbench): Promise<string> {
  const focus = await workbench.page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200)).catch(String);
  const panels = await Promise.all((await workbench.shownPanels()).map(wordsOf)).catch(String);
  const logs = await logEnds(join(workbench.folders.userDataDir, 'logs'));
  return [
    `keyboard: ${focus}`,
    `panels: ${[panels].flat().join('\n--\n') || 'none is shown'}`,
    `console:\n${troublesIn(workbench.console)}`,
    ...logs,
  ].join('\n\n');
}

async function wordsOf(panel: Awaited<ReturnType<Workbench['panel']>>): Promise<string> {
  const words = await textOf(panel.locator('body'));
  const composer = await panel.evaluate(() => document.querySelector('textarea')?.value ?? 'there is none');
  const focus = await panel.evaluate(() => document.activeElement?.tagName);
  return `${words.slice(-SIGNS)}\n(in the composer: ${composer}; keyboard: ${focus})`;
}

async function logEnds(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const told = names.filter((name) => /(?:Switchyard|remoteexthost|remoteagent)\.log$/.test(name)).sort();
  return Promise.all(
    told.map(async (name) => {
      const lines = (await readFile(join(folder, name), 'utf8').catch(() => '')).trimEnd().split('\n');
      return `${name}:\n${name.endsWith('Switchyard.log') ? lines.slice(-LINES).join('\n') : troublesIn(lines)}`;
    }),
  );
}

function troublesIn(lines: readonly string[]): string {
  const troubles = lines.filter((line) => /error|warn|exit|terminat|unexpected/i.test(line));
  return troubles.slice(-LINES).join('\n');
}
