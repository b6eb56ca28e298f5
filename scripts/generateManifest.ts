import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildManifest } from './buildManifest.ts';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const { contributes, nls } = buildManifest();
writeFileSync(join(root, 'package.json'), `${JSON.stringify({ ...manifest, contributes }, null, 2)}\n`);
writeFileSync(join(root, 'package.nls.json'), `${JSON.stringify(nls, null, 2)}\n`);
