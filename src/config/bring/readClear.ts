import type { ClearText } from './clearText.ts';
import type { SetupDraft } from './draft.ts';
import type { Section } from './section.ts';

/** A foreign file while it is read, whose texts may name variables. */
export interface ForeignFile {
  readonly draft: SetupDraft;
  /** Of the machine's variables only those that are `open` are looked up: all others may hold a secret. */
  inClear(text: string, open?: readonly string[]): ClearText;
}

/** A text as it is stored and sent in clear; undefined where there is none, or where its variable is not taken: noted. */
export function readClear(
  section: Section,
  key: string,
  file: ForeignFile,
  open?: readonly string[],
): string | undefined {
  const written = section.text(key);
  if (written === undefined) return undefined;
  const clear = file.inClear(written, open);
  if ('text' in clear) return clear.text;
  file.draft.notes.add(section.at(key), written, clear.problem);
  return undefined;
}
