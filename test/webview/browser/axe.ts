import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

interface Results {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

/** Everything that axe-core finds wrong in a page or a frame, one line per element. */
export async function axeFindings(page: Page | Frame, within?: string): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (selector) =>
      (window as unknown as { axe: { run(context: unknown): Promise<Results> } }).axe.run(selector ?? document),
    within,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 300)}`));
}
