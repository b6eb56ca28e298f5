import { say } from '../words.ts';
import { SwitchyardError } from './errors.ts';
import type { VendorDetails } from './vendorDetails.ts';

/**
 * An answer that its vendor's content filter ended, as the error that it is elsewhere: some vendors refuse a prompt with
 * an error, some with an answer that ends at once.
 */
export function filteredError({ finishReason, finishMessage, requestId }: VendorDetails = {}): SwitchyardError {
  const why = finishReason === undefined ? '' : ` (${finishReason})`;
  const message = finishMessage ?? `${say('its content filter stopped the answer')}${why}`;
  return new SwitchyardError('contentFilter', message, { code: finishReason, requestId });
}
