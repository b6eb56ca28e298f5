import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const files = globSync('{src,webview,scripts,bench,test}/**/*.ts', { cwd: root });
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Files that are pure data may be longer. */
const DATA = new Set(['src/providers/presets.ts']);

test('no file grows past 300 lines', () => {
  const long = files.filter((file) => !DATA.has(file) && read(file).split('\n').length > 300);
  expect(long).toEqual([]);
});

test('zod is imported as a namespace, and small in what the webview bundles', () => {
  const named = files.filter((file) => /import \{[^}]*\} from 'zod(?:\/mini)?'/.test(read(file)));
  expect(named).toEqual([]);
  const large = files.filter((file) => /^(?:webview|src\/protocol)\//.test(file) && /from 'zod'/.test(read(file)));
  expect(large).toEqual([]);
});

test('every test file is found by a project of the runner', () => {
  const lost = globSync('test/**/*.{spec,tests}.ts', { cwd: root });
  expect(lost).toEqual([]);
  expect(globSync('test/**/*.test.ts', { cwd: root }).length).toBeGreaterThan(10);
});

test('no source names a machine, a key or this workplace', () => {
  const suspicious = /\/(?:root|work|home)\/[a-z]|sk-[A-Za-z0-9]{20,}/;
  expect(
    files.filter(
      (file) => suspicious.test(read(file).replace('suspicious = /', '')) && file !== 'test/hygiene/sources.test.ts',
    ),
  ).toEqual([]);
});

test('nothing is sent anywhere but to providers: there is no telemetry', () => {
  const phones = files.filter(
    (file) =>
      file.startsWith('src/') && /createTelemetryLogger|TelemetryReporter|telemetry\.telemetryLevel/.test(read(file)),
  );
  expect(phones).toEqual([]);
});

test('the host fetches in one place only, where redirects, headers and origins are watched', () => {
  const callers = files.filter(
    (file) =>
      file.startsWith('src/') && /globalThis\.fetch\(|\bawait fetch\(|[^.\w]fetch\((?:url|`|')/.test(read(file)),
  );
  expect(callers.sort()).toEqual(['src/providers/createProviders.ts', 'src/providers/transport/safeFetch.ts']);
});

test('no hidden view is kept alive', () => {
  expect(files.filter((file) => /^(?:src|webview)\//.test(file) && /retainContextWhenHidden/.test(read(file)))).toEqual(
    [],
  );
});

test('every notification goes through the one place where none has a link in it', () => {
  const direct = files.filter(
    (file) =>
      file.startsWith('src/') &&
      /window\s*\.(?:show(?:Information|Warning|Error)Message|withProgress)\b/.test(read(file)),
  );
  expect(direct).toEqual(['src/shell/tell.ts']);
});

test('every row to pick and every box to type in goes through the one place where foreign words are words only', () => {
  const direct = files.filter(
    (file) =>
      file.startsWith('src/') &&
      /window\s*\.(?:showQuickPick|createQuickPick|showInputBox|createInputBox|showWorkspaceFolderPick)\b/.test(
        read(file),
      ),
  );
  expect(direct.sort()).toEqual(['src/shell/commands/askChecked.ts', 'src/shell/picks.ts']);
});

test("an icon in a label is its row's own, never part of its words", () => {
  const inWords = files.filter(
    (file) => file.startsWith('src/') && /\b(?:label|description|detail): `?[^\n]*\$\([a-z]/.test(read(file)),
  );
  expect(inWords).toEqual([]);
});

test('what the editor shows as Markdown is trusted with nothing', () => {
  const trusted = /\.isTrusted = |isTrusted:|supportHtml|enableCommandUris: (?!false)/;
  expect(files.filter((file) => file.startsWith('src/') && trusted.test(read(file)))).toEqual([]);
});
