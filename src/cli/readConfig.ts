import { readFileSync } from 'node:fs';
import { type ParseError, parse, printParseErrorCode } from 'jsonc-parser';
import { parseSettings, type Settings } from '../config/parseSettings.ts';
import { SETTINGS } from '../config/settingsSchema.ts';
import { configFile } from './folders.ts';
import { UsageError } from './usageError.ts';

/** The settings of a configuration file; without `--config` a missing file is an empty one. Throws `UsageError`. */
export function readConfig(path: string | undefined): Settings {
  const text = readText(path);
  const errors: ParseError[] = [];
  const parsed: unknown = parse(text, errors, { allowTrailingComma: true });
  const [fault] = errors;
  if (fault !== undefined) {
    const line = text.slice(0, fault.offset).split('\n').length;
    throw new UsageError(`${path ?? configFile()} line ${line}: ${printParseErrorCode(fault.error)}`);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new UsageError(`${path ?? configFile()} must hold one object with "switchyard.…" keys`);
  }
  // An editor's whole settings file may be given: other extensions' keys are not ours to judge.
  const ours = Object.entries(parsed).filter(([key]) => key.startsWith('switchyard.'));
  const raw: Record<string, unknown> = Object.fromEntries(
    ours.map(([key, value]) => [key.slice('switchyard.'.length), value]),
  );
  const { settings, problems } = parseSettings(raw);
  const unknown = Object.keys(raw).find((key) => !Object.hasOwn(SETTINGS, key));
  if (unknown !== undefined) throw new UsageError(`switchyard.${unknown}: unknown setting`);
  const [problem] = problems;
  if (problem !== undefined) throw new UsageError(`${problem.key}: ${problem.message}`);
  return settings;
}

function readText(path: string | undefined): string {
  try {
    return readFileSync(path ?? configFile(), 'utf8').replace(/^\uFEFF/, '') || '{}';
  } catch (error) {
    if (path === undefined && (error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    throw new UsageError(`--config ${path ?? configFile()}: ${(error as Error).message}`);
  }
}
