import type { Page } from 'playwright-core';

/** Drags the side bar's border until it is this wide, within two pixels. Throws where the workbench does not allow that. */
export async function dragSidebar(page: Page, px: number): Promise<void> {
  const width = async () => (await page.locator('.part.sidebar').boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  for (let tries = 0; tries < 4; tries++) {
    const box = await width();
    if (Math.abs(box.width - px) <= 2) return;
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width + 1, y);
    await page.waitForTimeout(100);
    await page.mouse.down();
    await page.mouse.move(box.x + px - 20, y, { steps: 4 });
    await page.mouse.move(box.x + px + 1, y, { steps: 4 });
    await page.mouse.up();
    await page.mouse.move(box.x + px + 200, y);
    await page.waitForTimeout(100);
  }
  throw new Error(`The side bar is ${(await width()).width} pixels wide, not ${px}`);
}
