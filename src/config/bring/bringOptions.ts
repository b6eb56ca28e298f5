import type { Preset } from '../../core/models/preset.ts';

/** What bringing depends on besides the text. */
export interface BringOptions {
  readonly presets: readonly Preset[];
  /** Environment variables, in which references such as `os.environ/NAME` are looked up. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Those of `env` that the machine has, where others lie beside the file; all of them without it. */
  readonly machine?: Readonly<Record<string, string | undefined>>;
  /** The user's own `switchyard.providers`: an id that is taken for another address is not used again. */
  readonly taken?: Readonly<Record<string, unknown>>;
}
