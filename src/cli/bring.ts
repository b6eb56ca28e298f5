import { readFileSync, statSync } from 'node:fs';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { bringEnv } from '../config/bring/bringEnv.ts';
import { BringError } from '../config/bring/bringError.ts';
import { bringFile } from '../config/bring/bringFile.ts';
import type { Brought, BroughtKey } from '../config/bring/brought.ts';
import type { Preset } from '../core/models/preset.ts';
import { PRESETS } from '../providers/presets.ts';
import { UsageError } from './usageError.ts';

const MOST_BYTES = 2_000_000;

/**
 * `import FILE` or `import --env`: prints another tool's configuration as a `switchyard.json`, and to stderr which
 * variables the keys belong into and what does not come over; with `--json` all of it as one object. Keys are never
 * printed. The exit code is 1 when nothing was found. Throws `UsageError`.
 */
export async function bring(
  rest: readonly string[],
  options: { readonly env?: boolean | undefined; readonly json?: boolean | undefined },
): Promise<number> {
  const brought = await read(rest, options.env === true);
  const settings = Object.fromEntries(
    Object.entries(brought.settings)
      .filter(([, section]) => Object.keys(section ?? {}).length > 0)
      .map(([name, section]) => [`switchyard.${name}`, section]),
  );
  if (options.json === true) {
    const keys = brought.keys.map(({ value, ...key }) => ({
      ...key,
      variable: variableOf(key),
      found: value !== undefined,
    }));
    process.stdout.write(`${JSON.stringify({ settings, keys, notes: brought.notes })}\n`);
  } else {
    process.stdout.write(`${JSON.stringify(settings, undefined, 2)}\n`);
    for (const line of words(brought)) process.stderr.write(`switchyard: ${line}\n`);
  }
  return Object.keys(brought.settings.providers).length === 0 ? 1 : 0;
}

async function read(rest: readonly string[], fromEnv: boolean): Promise<Brought> {
  const [file, surplus] = rest;
  const options = { presets: PRESETS, env: process.env };
  if (fromEnv) {
    if (file !== undefined) throw new UsageError(`import takes a FILE or --env, not both (${file})`);
    return bringEnv(options);
  }
  if (file === undefined || surplus !== undefined)
    throw new UsageError('import takes one FILE ("-" for stdin), or --env');
  try {
    return bringFile(file === '-' ? await text(process.stdin) : readFile(file), options);
  } catch (error) {
    if (error instanceof BringError) throw new UsageError(`${file}: ${error.message}`);
    throw error;
  }
}

function readFile(file: string): string {
  try {
    if (statSync(file).size > MOST_BYTES) throw new Error('the file is too large to be a configuration');
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
}

function words({ settings, keys, notes }: Brought): string[] {
  const origins = new Map(PRESETS.map((preset: Preset) => [preset.id, new URL(preset.baseUrl).origin]));
  const foreign = new Set(keys.filter((key) => origins.get(key.provider) !== key.origin).map(({ origin }) => origin));
  return [
    ...(Object.keys(settings.providers).length === 0 ? ['nothing was found that could be brought'] : []),
    ...keys.map((key) => {
      const missing = key.value === undefined ? ', where none was found' : '';
      return `key of ${key.provider}: put what stands in ${key.source} into ${variableOf(key)}${missing}`;
    }),
    ...(foreign.size === 0
      ? []
      : [`set SWITCHYARD_ALLOWED_ORIGINS to "${[...foreign].join(' ')}", where keys go besides`]),
    ...notes.map(({ path, kind, effect, why, todo }) => {
      const what = effect === 'left' ? 'not brought' : 'works differently';
      return `${path} (${kind}) ${what}: ${why}${todo === undefined ? '' : `; ${todo}`}`;
    }),
  ];
}

/** Where `EnvKeys` looks for it. */
function variableOf({ provider, secret }: Pick<BroughtKey, 'provider' | 'secret'>): string {
  const name = (secret ?? provider).toUpperCase().replace(/[^A-Z0-9]/g, '_');
  return `SWITCHYARD_${secret === undefined ? 'API_KEY' : 'SECRET'}_${name}`;
}
