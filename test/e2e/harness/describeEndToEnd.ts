import { describe, inject } from 'vitest';

/** `describe` for suites that need the editor and the browser: skipped, with the reason in the title, where they cannot run. */
export function describeEndToEnd(title: string, suite: () => void): void {
  const reason = inject('skipEndToEnd');
  describe.skipIf(reason !== '')(reason === '' ? title : `${title} (skipped: ${reason})`, suite);
}
