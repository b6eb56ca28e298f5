import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';

/**
 * `npm test`: builds, then runs every project of the test runner, the end-to-end ones alone because they want the whole
 * machine. Ends with one line that counts them all. Arguments go to the runner; a filter is then the caller's.
 */
const root = join(import.meta.dirname, '..');
const reports = mkdtempSync(join(tmpdir(), 'switchyard-tests-'));
const node = (file: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(root, file), ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

function run(name: string, projects: readonly string[]): Report & { readonly status: number } {
  const file = join(reports, `${name}.json`);
  const flags = projects.flatMap((project) => ['--project', project]);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const status = node(
    'node_modules/vitest/vitest.mjs',
    'run',
    ...flags,
    ...reporters,
    '--passWithNoTests',
    ...process.argv.slice(2),
  );
  try {
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as Report), status };
  } catch {
    return {
      numPassedTests: 0,
      numFailedTests: 0,
      numPendingTests: 0,
      numFailedTestSuites: 1,
      testResults: [],
      status: 1,
    };
  }
}

const built = node('scripts/package.ts') === 0;
const results = built ? [run('unit', ['unit', 'hygiene']), run('e2e', ['e2e'])] : [];
rmSync(reports, { recursive: true, force: true });
const sum = (count: (report: Report) => number) => results.reduce((total, report) => total + count(report), 0);
const passed = sum((report) => report.numPassedTests);
const skipped = sum((report) => report.numPendingTests);
for (const { name, message, assertionResults } of results.flatMap(({ testResults }) => testResults)) {
  if (message !== '') console.log(`\nFAILED ${relative(root, name)}: ${message}`);
  for (const { status, fullName, failureMessages } of assertionResults)
    if (status === 'failed') console.log(`\nFAILED ${relative(root, name)} > ${fullName}\n${failureMessages[0] ?? ''}`);
}
const broken = !built || results.some(({ status }) => status !== 0);
// A suite that cannot even start has no failed test of its own: it counts as one.
const failed = Math.max(
  sum((report) => report.numFailedTests),
  broken ? 1 : 0,
);
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = broken ? 1 : 0;
