import type { Frame } from 'playwright-core';
import { axeFindings } from './axe.ts';

/** What axe-core finds in the states that pages go through; it looks once at each state, and keeps what it found. */
export class Audit {
  readonly #seen = new Set<string>();
  readonly #found: string[] = [];

  /** Looks at these pages as they are now; `state` names it for whoever reads of a find. */
  async look(pages: readonly Frame[], state: string): Promise<void> {
    for (const page of pages) {
      // Just after a reload a page has nothing to look at.
      const drawn = page.locator('switchyard-panel > *').first();
      await drawn.waitFor({ state: 'attached', timeout: 5000 }).catch(() => undefined);
      const shown = await page.evaluate(shownNow).catch(() => undefined);
      if (shown === undefined || this.#seen.has(shown)) continue;
      this.#seen.add(shown);
      this.#found.push(...(await axeFindings(page)).map((find) => `${state}: ${find}`));
    }
  }

  /** Everything found since the last call. */
  take(): string[] {
    return this.#found.splice(0);
  }
}

/** In the page: everything that can make a difference to axe, as a short text. */
function shownNow(): string {
  const fields = [...document.querySelectorAll('textarea, input')].map((field) => (field as HTMLInputElement).value);
  const forced = matchMedia('(forced-colors: active)').matches;
  const all = [innerWidth, innerHeight, forced, document.documentElement.outerHTML, ...fields].join('\0');
  let hash = 5381;
  for (let index = 0; index < all.length; index++) hash = (Math.imul(hash, 33) + all.charCodeAt(index)) | 0;
  return `${all.length} ${hash}`;
}
