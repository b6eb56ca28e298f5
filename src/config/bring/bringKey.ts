import { say } from '../../core/words.ts';
import { BringError } from './bringError.ts';
import type { BringOptions } from './bringOptions.ts';
import type { Brought } from './brought.ts';
import { SetupDraft } from './draft.ts';
import { baseUrlOf } from './endpoint.ts';
import { VENDORS } from './vendors.ts';

/** A pasted key as the setup of its vendor; `baseUrl` where the vendor has no address for all. Throws `BringError`. */
export function bringKey(key: string, vendorId: string, options: BringOptions, baseUrl?: string): Brought {
  const draft = new SetupDraft(options);
  const vendor = VENDORS.find(({ id }) => id === vendorId) ?? { id: vendorId };
  const given = baseUrl ?? draft.addressOf(vendor);
  const api = draft.apiOf(vendor);
  const base = given === undefined ? { problem: say('no address is given') } : baseUrlOf(given, vendorId, api);
  if ('problem' in base) throw new BringError(base.problem);
  draft.provider({ id: vendorId, api, ...base, auth: 'key', key: { source: say('pasted'), value: key.trim() } });
  return draft.build();
}
