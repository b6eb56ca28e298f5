import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PackedModel, PackedProvider } from '../src/providers/catalog/catalogData.ts';
import type { FoundModel } from './catalog/foundModel.ts';
import { mergeModels } from './catalog/mergeModels.ts';
import { readGenaiPrices } from './catalog/readGenaiPrices.ts';
import { type PiModel, readPiModel } from './catalog/readPiModels.ts';
import { BILLED_AS, PRICED_ONLY, RETIREMENTS, VENDORS, type Vendor } from './catalog/vendorFacts.ts';
import { packageNotice } from './packageNotice.ts';

/**
 * `npm run catalog`: writes the bundled catalogue anew from three maintained packages. Two of them are programs that drag
 * half of npm behind them, so only their data is taken, from exactly these versions; the third one is installed.
 */
const RECENT = { name: '@earendil-works/pi-ai', version: '1.5.2', data: 'dist/providers/data' };
const BROAD = { name: '@oh-my-pi/pi-catalog', version: '18.2.11', data: 'src/models.json' };
const PRICED = '@pydantic/genai-prices';
const root = join(import.meta.dirname, '..');
const target = join(root, 'src/providers/catalog/catalogData.json');
/** The licences of what is in it, for the notices of the extension. */
const notices = join(root, 'src/providers/catalog/catalogNotices.txt');

interface Source {
  readonly name: string;
  readonly version: string;
}

type Lists = Readonly<Record<string, readonly PiModel[]>>;

/** A folder with the package as npm has it, its checksum verified by the client. */
function unpack(folder: string, { name, version }: Source): string {
  const options = { cwd: folder, encoding: 'utf8' } as const;
  const [packed] = JSON.parse(execFileSync('npm', ['pack', `${name}@${version}`, '--json'], options)) as [
    { filename: string },
  ];
  const inside = mkdtempSync(join(folder, 'package-'));
  execFileSync('tar', ['xzf', packed.filename.replace('@', '').replace('/', '-'), '-C', inside], options);
  return join(inside, 'package');
}

function readRecent(folder: string): { lists: Lists; asOf: string } {
  const data = join(folder, RECENT.data);
  const files = readdirSync(data).filter((file) => /^[a-z].*\.json$/.test(file));
  const lists = files.map((file) => {
    const byApi = JSON.parse(readFileSync(join(data, file), 'utf8')) as Record<string, Record<string, PiModel>>;
    return [file.replace('.json', ''), Object.values(byApi).flatMap((models) => Object.values(models))] as const;
  });
  const { generatedAt } = JSON.parse(readFileSync(join(data, '.manifest.json'), 'utf8')) as { generatedAt: string };
  return { lists: Object.fromEntries(lists), asOf: generatedAt.slice(0, 10) };
}

function readBroad(folder: string): Lists {
  const data = JSON.parse(readFileSync(join(folder, BROAD.data), 'utf8')) as Record<string, Record<string, PiModel>>;
  return Object.fromEntries(Object.entries(data).map(([provider, models]) => [provider, Object.values(models)]));
}

function packProvider(id: string, vendor: Vendor, recent: Lists, broad: Lists, asOf: string): PackedProvider {
  const read = (models: readonly PiModel[] = []) => models.flatMap((model) => readPiModel(model, vendor) ?? []);
  const { models: priced, also } = readGenaiPrices(id);
  const found = mergeModels(
    {
      priced,
      recent: vendor.recent === null ? [] : read(recent[vendor.recent ?? id]),
      broad: vendor.broad === null ? [] : read(broad[vendor.broad ?? id]),
    },
    vendor,
    asOf,
  );
  const prices = new Map(found.map(({ id: name, price }) => [name, price]));
  const models = found.map((model): [string, PackedModel] => {
    const price = prices.get(BILLED_AS[id]?.[model.id] ?? model.id);
    return [model.id, packModel({ ...model, price }, RETIREMENTS[id]?.[model.id])];
  });
  const known = new Set(prices.keys());
  const lost = Object.keys(RETIREMENTS[id] ?? {}).filter((name) => !known.has(name));
  if (lost.length > 0) throw new Error(`${id} has no ${lost.join(', ')}: its retirement is said of nothing`);
  return {
    ...(also.length === 0 ? {} : { also }),
    ...(vendor.batch === undefined ? {} : { batch: vendor.batch }),
    models: Object.fromEntries(models),
  };
}

function packModel(model: FoundModel, shutDown: string | undefined): PackedModel {
  const names = Object.fromEntries(Object.entries(model.names ?? {}).filter(([, list]) => list.length > 0));
  const gone = shutDown ?? model.gone;
  const more = { ...(Object.keys(names).length === 0 ? {} : { names }), ...(gone === undefined ? {} : { gone }) };
  const packed = [
    tidied(model.price) ?? null,
    model.contextWindow ?? null,
    model.maxOutputTokens ?? null,
    model.capabilities ?? null,
    Object.keys(more).length === 0 ? null : more,
  ];
  return withoutEnd(packed) as unknown as PackedModel;
}

function tidied(price: FoundModel['price']): unknown {
  return withoutEnd<unknown>(
    price?.map((part) =>
      typeof part === 'object' && part !== null && 'rates' in part ? { ...part, rates: withoutEnd(part.rates) } : part,
    ),
  );
}

/** The same list without the unknowns at its end. */
function withoutEnd<T>(list: readonly T[] | undefined): readonly T[] | undefined {
  return list?.slice(0, list.findLastIndex((value) => value !== null) + 1);
}

/** JSON with a line for each model, so that two versions can be compared. */
function asText(sources: readonly object[], providers: Readonly<Record<string, PackedProvider>>): string {
  const lines = Object.entries(providers).map(([id, { models, ...rest }]) => {
    const rows = Object.entries(models).map(([name, model]) => `${JSON.stringify(name)}:${JSON.stringify(model)}`);
    const head = Object.entries(rest).map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)},`);
    return `${JSON.stringify(id)}:{${head.join('')}"models":{\n${rows.join(',\n')}\n}}`;
  });
  return `{"sources":${JSON.stringify(sources)},"providers":{\n${lines.join(',\n')}\n}}\n`;
}

const folder = mkdtempSync(join(tmpdir(), 'switchyard-catalog-'));
try {
  const [recentFolder, broadFolder] = [unpack(folder, RECENT), unpack(folder, BROAD)];
  const { lists: recent, asOf } = readRecent(recentFolder);
  const broad = readBroad(broadFolder);
  const vendors = { ...VENDORS, ...Object.fromEntries(PRICED_ONLY.map((id): [string, Vendor] => [id, {}])) };
  const providers = Object.fromEntries(
    Object.entries(vendors).map(([id, vendor]) => [id, packProvider(id, vendor, recent, broad, asOf)]),
  );
  const folders = [join(root, 'node_modules', PRICED), recentFolder, broadFolder];
  const sources = folders.map((source) => {
    const { name, version } = JSON.parse(readFileSync(join(source, 'package.json'), 'utf8')) as Source;
    return { name, version };
  });
  writeFileSync(notices, folders.map(packageNotice).join('\n\n----\n\n').concat('\n'));
  const text = asText(sources, providers);
  writeFileSync(target, text);
  const models = Object.values(providers).flatMap((provider) => Object.values(provider.models));
  const priced = models.filter(([price]) => price !== null).length;
  console.log(`${models.length} models, ${priced} priced, of ${Object.keys(providers).length} vendors`);
  console.log(`${(text.length / 1024).toFixed(0)} KB  src/providers/catalog/catalogData.json`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
