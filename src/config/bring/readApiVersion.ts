import { say } from '../../core/words.ts';
import { isApiVersion } from './isApiVersion.ts';
import { type ForeignFile, readClear } from './readClear.ts';
import type { Section } from './section.ts';
import type { Vendor } from './vendors.ts';

/** The version of Azure's API that stands there; any other word is noted. */
export function readApiVersion(
  section: Section,
  key: string,
  { versions }: Vendor,
  file: ForeignFile,
): string | undefined {
  const version = readClear(section, key, file, versions);
  if (version === undefined || isApiVersion(version)) return version;
  file.draft.notes.add(section.at(key), version, { why: say('its value is of no use here') });
  return undefined;
}
