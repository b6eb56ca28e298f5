import type { Locator } from 'playwright-core';

/** What a reader sees of an element, once it is there: hidden parts are left out and blocks stand on lines of their own. */
export async function textOf(locator: Locator): Promise<string> {
  await locator.first().waitFor({ state: 'attached' });
  return (await locator.allInnerTexts()).join('\n');
}
