import { parseArgs } from 'node:util';
import { UsageError } from './usageError.ts';

const OPTIONS = {
  config: { type: 'string' },
  'data-dir': { type: 'string' },
  task: { type: 'string' },
  model: { type: 'string' },
  system: { type: 'string' },
  'max-output-tokens': { type: 'string' },
  port: { type: 'string' },
  json: { type: 'boolean' },
  days: { type: 'string' },
  env: { type: 'boolean' },
  workload: { type: 'string' },
  baseline: { type: 'string' },
  ledger: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The command, its options and what else was said. Throws `UsageError`. */
export function readArguments(argv: readonly string[]) {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true });
    const [command, ...rest] = positionals;
    return { command, options: values, rest };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export type CliOptions = ReturnType<typeof readArguments>['options'];
