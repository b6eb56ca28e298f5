import type { TestProject } from 'vitest/node';
import { browserPackages, ensureDebianPackages } from '../../scripts/editor/debianPackages.ts';
import { installEditor } from '../../scripts/editor/installEditor.ts';
import { chromiumPath, hasBrowser } from './harness/browser.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Why the end-to-end suites are skipped; the empty string where they run. */
    skipEndToEnd: string;
  }
}

/**
 * Before the end-to-end suites: makes sure of the browser and the editor (nothing is built here). Where one of them cannot be
 * installed the suites are skipped with the reason, or, with SWITCHYARD_E2E_REQUIRED=1, the run fails.
 */
export async function setup(project: TestProject): Promise<void> {
  const reason = process.env.SWITCHYARD_E2E_SKIP || (await whyNot());
  project.provide('skipEndToEnd', reason);
  if (reason === '') return;
  if (process.env.SWITCHYARD_E2E_REQUIRED === '1')
    throw new Error(`End-to-end tests are required here, but: ${reason}`);
  console.warn(`End-to-end tests are skipped: ${reason}`);
}

async function whyNot(): Promise<string> {
  const log = (line: string) => console.warn(line);
  try {
    if (!hasBrowser()) ensureDebianPackages(browserPackages, log);
    if (!hasBrowser()) return `there is no browser at ${chromiumPath}`;
    await installEditor(log);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
