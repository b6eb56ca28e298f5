import * as esbuild from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { diagramBundle, hostBundle, webviewBundle } from '../../scripts/bundles.ts';

/** Who may import whom, at run time. A ring may always import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/providers': ['src/core'],
  'src/privacy': ['src/core'],
  'src/config': ['src/core'],
  'src/protocol': ['src/core'],
  'src/storage': ['src/core'],
  'src/server': ['src/core'],
  'src/shell': ['src/core', 'src/privacy', 'src/providers', 'src/config', 'src/protocol', 'src/storage', 'src/server'],
  'src/cli': ['src/core', 'src/protocol', 'src/privacy', 'src/providers', 'src/config', 'src/storage', 'src/server'],
  'src/extension.ts': ['src/shell'],
  'src/cli.ts': ['src/cli'],
  webview: ['src/protocol'],
};

/** Packages and built-ins that only these files may import. */
const KEPT_TO: readonly (readonly [RegExp, RegExp])[] = [
  [/^vscode$/, /^src\/(?:shell\/|extension\.ts$)/],
  [/^(?:@secretlint\/|libphonenumber-js)/, /^src\/privacy\//],
  [/^openai$/, /^src\/providers\/openAiClient\.ts$/],
  [/^node:sqlite$/, /^src\/storage\//],
  [/^node:http$/, /^src\/(?:server|shell)\//],
  [/^node:crypto$/, /^src\/(?:storage|server|shell|cli)(?:\/|\.ts$)/],
  // Where Node tells of answers before its `fetch` trips over them.
  [/^node:diagnostics_channel$/, /^src\/providers\/transport\/fewCodings\.ts$/],
  [/^(?:node:(?!http$|crypto$|diagnostics_channel$)|fs$|path$)/, /^src\/(?:storage|shell|cli)(?:\/|\.ts$)/],
  [/^@vscode\/webview-ui-toolkit/, /^webview\/toolkit\.ts$/],
  [/catalogData\.json$/, /^src\/providers\/catalog\/bundledCatalog\.ts$/],
  [/^gpt-tokenizer/, /^src\/providers\/tokens\//],
  [/^mermaid$/, /^webview\/diagramFrame\//],
  [/^temml$/, /^webview\/math\//],
  [/^eventsource-parser/, /^src\/providers\/transport\/readValues\.ts$/],
];

let edges: { from: string; to: string }[] = [];

beforeAll(async () => {
  // Mermaid is left out: bundling its megabytes tells nothing of who imports whom here.
  const frame: esbuild.BuildOptions = { ...diagramBundle, packages: 'external', format: 'esm' };
  const bundles: esbuild.BuildOptions[] = [hostBundle, webviewBundle, frame];
  const results = await Promise.all(
    bundles.map((bundle) => esbuild.build({ ...bundle, write: false, metafile: true })),
  );
  edges = results.flatMap(({ metafile }) =>
    Object.entries(metafile?.inputs ?? {})
      .filter(([from]) => !from.includes('node_modules/'))
      .flatMap(([from, { imports }]) => imports.map(({ path, original }) => ({ from, to: nameOf(path, original) }))),
  );
}, 60_000);

test('no ring imports what it must not know', () => {
  const wrong = edges.filter(({ from, to }) => {
    const [source, target] = [ringOf(from), ringOf(to)];
    return source !== undefined && target !== undefined && source !== target && !ALLOWED[source]?.includes(target);
  });
  expect(wrong).toEqual([]);
  expect(edges.length).toBeGreaterThan(200);
});

test('every source file is in a ring', () => {
  expect(edges.filter(({ from }) => ringOf(from) === undefined)).toEqual([]);
});

test('the core and the protocol import no package but cockatiel and zod, and each dangerous package has one home', () => {
  const wrong = edges.filter(({ from, to }) => {
    if (ringOf(to) !== undefined) return false;
    // The breaker's vocabulary, rule and back-off: a package without dependencies, Node or the DOM.
    if (from.startsWith('src/core/')) return !(to === 'cockatiel' && from.startsWith('src/core/resilience/'));
    if (from.startsWith('src/protocol/')) return to !== 'zod/mini';
    return KEPT_TO.some(([name, home]) => name.test(to) && !home.test(from));
  });
  expect(wrong).toEqual([]);
});

/** A package by the name it was imported with; our own files by their path. */
function nameOf(path: string, original: string | undefined): string {
  return path.includes('node_modules/') ? (original ?? path) : path;
}

function ringOf(path: string): string | undefined {
  return Object.keys(ALLOWED).find((ring) => path === ring || path.startsWith(`${ring}/`));
}
