import process from 'node:process';
import { exportLiteLlm } from '../config/bring/liteLlm/exportLiteLlm.ts';
import type { Setup } from '../core/routing/setup.ts';
import { PRESETS } from '../providers/presets.ts';
import { UsageError } from './usageError.ts';

/** `export litellm`: prints the routing as a LiteLLM proxy's `config.yaml`, which names variables and holds no key. Throws `UsageError`. */
export function exportSetup(rest: readonly string[], setup: Setup): number {
  const [format, surplus] = rest;
  if (format !== 'litellm' || surplus !== undefined) throw new UsageError('export takes one format: litellm');
  process.stdout.write(exportLiteLlm(setup, PRESETS));
  return 0;
}
