import { say } from '../../../core/words.ts';
import type { Section } from '../section.ts';
import { VENDORS } from '../vendors.ts';
import type { ContinueFile } from './continueFile.ts';
import { continueReason } from './continueReasons.ts';

/** `uses: OWNER/BLOCK`: the model itself is in Continue's hub, but the key that goes with it may be named here. */
export function readHubBlock(entry: Section, file: ContinueFile): void {
  const { draft } = file;
  const inputs = entry.section('with');
  for (const name of inputs.keys) {
    const vendor = VENDORS.find((candidate) => candidate.keys?.includes(name));
    const key = file.secret(inputs, name);
    const baseUrl = vendor && draft.addressOf(vendor);
    if (vendor === undefined || baseUrl === undefined || key === undefined) continue;
    draft.provider({ id: vendor.id, api: draft.apiOf(vendor), baseUrl, auth: 'key', key });
  }
  draft.notes.add(entry.at('uses'), entry.take('uses'), {
    why: say('the model is described in the hub of Continue, not in the file'),
    todo: say('write the model out with "provider" and "model", and import again'),
  });
  entry.take('name');
  draft.notes.addLeftovers(entry.leftovers(), continueReason);
}
