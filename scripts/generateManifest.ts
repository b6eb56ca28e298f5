import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from '../src/config/settingsSchema.ts';
import { buildManifest } from './buildManifest.ts';
import { buildTranslations } from './buildTranslations.ts';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { contributes, nls } = buildManifest();
const { untrustedWorkspaces } = manifest.capabilities;
// They could choose where code is sent.
const restrictedConfigurations = Object.keys(SETTINGS).map((name) => `switchyard.${name}`);
const capabilities = {
  ...manifest.capabilities,
  untrustedWorkspaces: { ...untrustedWorkspaces, restrictedConfigurations },
};
mkdirSync(join(root, 'l10n'), { recursive: true });
for (const [file, content] of [
  ['package.json', { ...manifest, capabilities, contributes }],
  ['package.nls.json', nls],
  ['l10n/bundle.l10n.json', buildTranslations(root)],
] as const) {
  writeFileSync(join(root, file), `${JSON.stringify(content, null, 2)}\n`);
}
