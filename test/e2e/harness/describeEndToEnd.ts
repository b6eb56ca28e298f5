import { afterEach, describe, expect, inject } from 'vitest';
import { evidenceOf } from './evidence.ts';
import { Workbench } from './workbench.ts';

/**
 * `describe` for suites that need the editor and the browser: skipped, with the reason in the title, where they cannot run. A
 * failed test leaves a picture of every open window beside the other screenshots, and tells what they show and have logged.
 * axe-core must find nothing in what a test leaves the panel in, nor in any state that it audited or took a picture of.
 */
export function describeEndToEnd(title: string, suite: () => void): void {
  const reason = inject('skipEndToEnd');
  describe.skipIf(reason !== '')(reason === '' ? title : `${title} (skipped: ${reason})`, () => {
    afterEach(async ({ task }) => {
      if (task.result?.state !== 'fail') {
        for (const workbench of Workbench.open) {
          await workbench.audit('at the end');
          expect(workbench.auditFindings()).toEqual([]);
        }
        return;
      }
      const name = `failed ${title} ${task.name}`.replace(/[^\w-]+/g, '-').slice(0, 100);
      const evidence: string[] = [];
      for (const [index, workbench] of [...Workbench.open].entries()) {
        await workbench.picture(`${name}${index === 0 ? '' : `-${index}`}`).catch(() => undefined);
        evidence.push(await evidenceOf(workbench).catch(String));
      }
      throw new Error(`What the windows say:\n${evidence.join('\n=====\n')}`);
    });
    suite();
  });
}
