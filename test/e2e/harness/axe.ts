import axe from 'axe-core';
import type { Frame, Page } from 'playwright-core';

interface AxeRun {
  run(context: unknown, options: unknown): Promise<{ violations: readonly Violation[] }>;
}
interface Violation {
  readonly id: string;
  readonly help: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/**
 * What axe-core finds wrong with a page of the panel or a part of it, all of its rules, best practices included; one
 * readable line a find.
 * A page that goes away meanwhile has none.
 */
export async function axeFindings(page: Frame | Page, within?: string): Promise<string[]> {
  try {
    // Through the debugger, which the page's policy does not bind.
    if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
    const violations = await page.evaluate(async (selector) => {
      const { axe: inPage } = window as unknown as { axe: AxeRun };
      // The page is transparent: what is behind it is the workbench's, which axe cannot see.
      const { style } = document.body;
      style.backgroundColor = 'var(--vscode-sideBar-background)';
      const { violations } = await inPage.run(selector ?? document, { resultTypes: ['violations'] });
      style.backgroundColor = '';
      return violations;
    }, within);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) =>
        `${id} (${help}): ${html.slice(0, 200)} ${failureSummary}`.replace(/\s+/g, ' '),
      ),
    );
  } catch (error) {
    if (/detached|destroyed|closed|navigation/i.test(String(error))) return [];
    throw error;
  }
}
