import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { listFiles } from '@vscode/vsce';
import { describe, expect, test } from 'vitest';
import { readModuleGraph } from '../../bench/moduleGraph.ts';

const root = join(import.meta.dirname, '../..');
const built = existsSync(join(root, 'dist/extension.js'));

describe.skipIf(!built)(built ? 'the VSIX' : 'the VSIX (skipped: dist is not built; npm test builds it)', () => {
  test('holds what runs and what people read, and nothing else', { timeout: 120_000 }, async () => {
    const files = await listFiles({ cwd: root, ...{ dependencies: false } });
    const strange = files.filter(
      (file) =>
        !/^(?:package\.json|package\.nls\.json|README\.md|CHANGELOG\.md|LICENSE|media\/icon(?:\.png|(?:-light|-dark)?\.svg)|dist\/(?:extension\.js|cli\.js|THIRD_PARTY_NOTICES\.txt|chunks\/[\w.-]+\.js|l10n\/[\w.]+\.json|webview\/(?:panel\.js|panel\.css|codicon\.ttf|diagramFrame\.js|chunks\/[\w.-]+\.js)))$/.test(
          file,
        ),
    );
    expect(strange).toEqual([]);
    for (const file of ['README.md', 'CHANGELOG.md', 'LICENSE', 'media/icon.png', 'dist/webview/panel.js']) {
      expect(files).toContain(file);
    }
  });

  test('starts the panel with less than 500 KB', async () => {
    const webview = join(root, 'dist/webview');
    const graph = await readModuleGraph(webview, 'panel.js');
    const atStart = [...graph.loadedWith('panel.js'), 'panel.css', 'codicon.ttf'];
    const bytes = atStart.reduce((sum, file) => sum + statSync(join(webview, file)).size, 0);
    expect(bytes).toBeLessThan(500 * 1024);
    expect(atStart.filter((file) => /math|highlight|diagram|terminal/i.test(file))).toEqual([]);
  });

  test('is packed without a warning and below 3 MiB', { timeout: 60_000 }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchyard-vsix-'));
    const vsix = join(folder, 'switchyard.vsix');
    try {
      const { stdout, stderr } = await promisify(execFile)(
        process.execPath,
        [
          join(root, 'node_modules/@vscode/vsce/vsce'),
          'package',
          ...['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', vsix],
        ],
        { cwd: root },
      );
      expect(`${stdout}${stderr}`).not.toMatch(/warning/i);
      expect(statSync(vsix).size).toBeLessThan(3 * 1024 * 1024);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
