import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildManifest } from '../../scripts/buildManifest.ts';
import { buildTranslations } from '../../scripts/buildTranslations.ts';
import { SETTINGS } from '../../src/config/settingsSchema.ts';

const root = join(import.meta.dirname, '../..');
const json = (file: string) => JSON.parse(readFileSync(join(root, file), 'utf8'));
const manifest = json('package.json');

describe('package.json', () => {
  test('says what the tables in the code say (run npm run generate)', () => {
    expect(manifest.contributes).toEqual(buildManifest().contributes);
    expect(json('package.nls.json')).toEqual(buildManifest().nls);
  });

  test('has every string in package.nls.json', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    expect(keys.length).toBeGreaterThan(30);
    expect(keys.filter((key) => !(key in json('package.nls.json')))).toEqual([]);
  });

  test('keeps providers and models out of workspaces, and every setting out of untrusted ones', () => {
    const { properties } = manifest.contributes.configuration;
    for (const name of ['providers', 'models']) expect(properties[`switchyard.${name}`].scope).toBe('application');
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe('limited');
    expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.sort()).toEqual(
      Object.keys(SETTINGS)
        .map((name) => `switchyard.${name}`)
        .sort(),
    );
  });

  test('explains every setting and every value, with links that lead somewhere', () => {
    const { properties } = manifest.contributes.configuration;
    const nls = json('package.nls.json');
    const bare = Object.keys(properties).filter((name) => !nls[`configuration.${name.slice('switchyard.'.length)}`]);
    expect(bare).toEqual([]);
    expect(unexplained(properties, [])).toEqual([]);
    expect(unexplained({ a: { enum: ['x'] } }, [])).toEqual(['a']);
    const texts = Object.values(nls).join('\n');
    const commands = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
    const links = [...texts.matchAll(/\(command:([\w.]+)\)|`#([\w.]+)#`/g)];
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter(([, command, setting = '']) => !commands.has(command) && !(setting in properties))).toEqual([]);
  });

  test('is built against the oldest editor it supports', () => {
    expect(manifest.engines.vscode).toBe('^1.106.0');
    expect(json('node_modules/@types/vscode/package.json').version).toMatch(/^1\.106\./);
    expect(manifest.enabledApiProposals).toBeUndefined();
  });

  test('names files that exist', () => {
    const contributed = [...JSON.stringify(manifest.contributes).matchAll(/"(media\/[^"]+)"/g)];
    const named = [manifest.icon, ...contributed.map((match) => match[1] ?? '')];
    expect(named.filter((file) => !existsSync(join(root, file)))).toEqual([]);
  });
});

test('l10n/bundle.l10n.json holds every string that people read (run npm run generate)', () => {
  expect(json('l10n/bundle.l10n.json')).toEqual(buildTranslations(root));
});

test('what people read in the editor goes through vscode.l10n', () => {
  const shown = /(?:show(?:Information|Warning|Error)Message|placeHolder:|title:|prompt:)\s*\(?\s*['"`][A-Za-z]/;
  const bare = globSync('src/{shell/**/*,extension}.ts', { cwd: root }).filter((file) => {
    const text = readFileSync(join(root, file), 'utf8');
    return file !== 'src/shell/commandTable.ts' && shown.test(text.replaceAll("title: 'Switchyard'", ''));
  });
  expect(bare).toEqual([]);
});

/** Where a schema lists values without saying what each means. */
function unexplained(schema: unknown, path: readonly string[]): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const {
    enum: values,
    enumDescriptions,
    markdownEnumDescriptions = enumDescriptions,
  } = schema as Record<string, unknown[]>;
  const isBare = Array.isArray(values) && markdownEnumDescriptions?.length !== values.length;
  const inside = Object.entries(schema).flatMap(([name, child]) => unexplained(child, [...path, name]));
  return isBare ? [path.join('.'), ...inside] : inside;
}
