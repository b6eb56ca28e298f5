import { expect, test } from 'vitest';
import { filteredError } from '../../../src/core/chat/filteredError.ts';

test.each([
  [undefined, 'its content filter stopped the answer'],
  [{ finishReason: 'SAFETY' }, 'its content filter stopped the answer (SAFETY)'],
  [{ finishReason: 'SAFETY', finishMessage: 'The prompt names a weapon.' }, 'The prompt names a weapon.'],
])('a filtered answer says why, as far as its vendor did: %j', (vendor, message) => {
  const { info } = filteredError(vendor);
  expect(info).toMatchObject({ kind: 'contentFilter', message });
  expect(info.code).toBe(vendor?.finishReason);
});
