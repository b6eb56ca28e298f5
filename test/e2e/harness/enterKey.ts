import type { Workbench } from './workbench.ts';

/** Sets a known provider up, or changes its key, through *Add Provider or Change Key*; resolves when the key is taken. */
export async function enterKey(workbench: Workbench, provider: string, key: string): Promise<void> {
  const { quick } = workbench;
  const box = quick.widget.filter({ hasText: `API key for ${provider}` });
  await workbench.runCommand('Switchyard: Add Provider or Change Key');
  await quick.find(provider);
  await box.waitFor();
  await quick.type(key);
  await box.waitFor({ state: 'hidden' });
}
