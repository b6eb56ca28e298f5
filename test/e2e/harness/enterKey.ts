import { poll } from './poll.ts';
import type { Workbench } from './workbench.ts';

/**
 * Sets a known provider up, or changes its key, through *Add Provider or Change Key*; resolves when the key is taken and the
 * chat has the keyboard, or its models are to be chosen.
 */
export async function enterKey(workbench: Workbench, provider: string, key: string): Promise<void> {
  const { quick } = workbench;
  await workbench.runCommand('Switchyard: Add Provider or Change Key');
  await quick.find(provider);
  await typeKey(workbench, provider, key);
}

/** Types a key into the box that asks, or is about to ask, for the provider's; resolves as `enterKey` does. */
export async function typeKey(workbench: Workbench, provider: string, key: string): Promise<void> {
  const { quick } = workbench;
  const box = quick.widget.filter({ hasText: `API key for ${provider}` });
  await box.waitFor();
  await quick.type(key);
  await box.waitFor({ state: 'hidden' });
  await poll('what comes next', async () => (await quick.widget.isVisible()) || (await isInWebview(workbench)));
}

/** Whether a webview has the keyboard. */
export function isInWebview({ page }: Workbench): Promise<boolean> {
  return page.evaluate(() => document.activeElement?.tagName === 'IFRAME');
}
