import type { Locator } from 'playwright-core';
import type { Workbench } from './workbench.ts';

/**
 * Drags rows of the explorer, by their names, with the mouse onto a place and drops them there, Shift held on the way: the
 * editor lets no webview have what is dragged otherwise. `above` is called before the drop.
 */
export async function dragRows(
  { page }: Workbench,
  names: readonly string[],
  onto: Locator,
  above?: () => Promise<void>,
): Promise<void> {
  const row = (name: string) =>
    page.locator('.explorer-folders-view .monaco-list-row', { has: page.getByText(name, { exact: true }) }).first();
  // Control selects without opening.
  if (names.length > 1) for (const name of names) await row(name).click({ modifiers: ['Control'] });
  await row(names[0] ?? '').hover();
  const to = await onto.boundingBox();
  if (to === null) throw new Error('Nowhere to drop');
  const [x, y] = [to.x + to.width / 2, to.y + to.height / 2];
  await page.mouse.down();
  try {
    await page.keyboard.down('Shift');
    await page.mouse.move(x - 20, y - 20, { steps: 10 });
    await page.mouse.move(x, y, { steps: 5 });
    await above?.();
  } finally {
    await page.mouse.up();
    await page.keyboard.up('Shift');
  }
}
