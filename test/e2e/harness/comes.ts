import type { Locator } from 'playwright-core';

/** Whether something is shown within this time. */
export function comes(item: Locator, timeout: number): Promise<boolean> {
  return item.waitFor({ timeout }).then(
    () => true,
    () => false,
  );
}
