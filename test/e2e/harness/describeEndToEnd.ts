import { afterEach, describe, expect, inject } from 'vitest';
import { axeFindings } from './axe.ts';
import { Workbench } from './workbench.ts';

/**
 * `describe` for suites that need the editor and the browser: skipped, with the reason in the title, where they cannot run. A
 * failed test leaves a picture of every open window beside the other screenshots. Whatever a test leaves the panel in,
 * axe-core must find nothing in it.
 */
export function describeEndToEnd(title: string, suite: () => void): void {
  const reason = inject('skipEndToEnd');
  describe.skipIf(reason !== '')(reason === '' ? title : `${title} (skipped: ${reason})`, () => {
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') {
        for (const workbench of Workbench.open) {
          for (const panel of await workbench.shownPanels()) expect(await axeFindings(panel)).toEqual([]);
        }
        return;
      }
      const name = `failed ${title} ${task.name}`.replace(/[^\w-]+/g, '-').slice(0, 100);
      for (const [index, workbench] of [...Workbench.open].entries())
        await workbench.screenshot(`${name}${index === 0 ? '' : `-${index}`}`).catch(() => undefined);
    });
    suite();
  });
}
