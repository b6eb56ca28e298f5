import { isAzureHost } from '../../core/models/azureHost.ts';
import { isLoopback } from '../../core/models/loopback.ts';
import type { BringOptions } from './bringOptions.ts';
import type { BroughtKey } from './brought.ts';
import { VENDORS, type Vendor } from './vendors.ts';

/**
 * Whether a file may have a variable's value for this address: undefined where it belongs there, namely on this machine,
 * at the vendor whose key the variable holds, or at the address that the same environment has beside it. A vendor's key
 * goes nowhere else; any other variable only when the user says so, since a file of another's making may name it.
 */
export function holdVariable(name: string, url: URL, options: BringOptions): BroughtKey['held'] {
  if (isLoopback(url.hostname)) return undefined;
  const vendors = VENDORS.filter(({ keys = [], tokens = [] }) => keys.includes(name) || tokens.includes(name));
  if (vendors.length === 0) return 'ask';
  return vendors.some((vendor) => isAt(vendor, name, url, options)) ? undefined : 'never';
}

function isAt(vendor: Vendor, name: string, url: URL, { presets, env, machine = env }: BringOptions): boolean {
  // An address beside the file must not draw a key of the machine to it.
  const around = machine[name] === env[name] ? machine : env;
  const preset = vendor.baseUrl === undefined ? presets.find(({ id }) => id === vendor.id)?.baseUrl : undefined;
  const own = [vendor.baseUrl, vendor.continueUrl, preset];
  const paired = (vendor.bases ?? []).map((base) => around[base]?.trim());
  const isOwn = [...own, ...paired].some((address) => address !== undefined && originOf(address) === url.origin);
  return isOwn || (vendor.id === 'azure' && isAzureHost(url.hostname));
}

function originOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).origin : undefined;
}
