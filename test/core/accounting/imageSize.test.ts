import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { imageSize } from '../../../src/core/accounting/imageSize.ts';

const read = (...parts: readonly (string | readonly number[])[]) =>
  imageSize(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ).toString('base64'),
  );
const metadata = (length: number) => [0xff, 0xe1, (length + 2) >> 8, (length + 2) & 0xff, ...Array(length).fill(7)];
const FRAME = [0xff, 0xc2, 0, 17, 8, 0x04, 0x38, 0x07, 0x80, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];

test('the size is read from the header of each format', () => {
  expect([
    read('\u0089PNG\r\n\u001a\n', [0, 0, 0, 13], 'IHDR', [0, 1, 0x11, 0x70, 0, 0, 4, 0x38]),
    read('GIF89a', [0x40, 1, 0xc8, 0, 0, 0, 0]),
    read([0xff, 0xd8], FRAME),
    read('RIFF', [0, 0, 0, 0], 'WEBPVP8 ', [0, 0, 0, 0, 0, 0, 0, 0x9d, 1, 0x2a, 0x80, 0x47, 0x38, 4]),
    read('RIFF', [0, 0, 0, 0], 'WEBPVP8X', [10, 0, 0, 0, 0, 0, 0, 0, 0x7f, 7, 0, 0x37, 4, 0]),
    read('RIFF', [0, 0, 0, 0], 'WEBPVP8L', [0, 0, 0, 0, 0x2f, 0x7f, 0xc7, 0x0d, 0x01]),
  ]).toEqual([
    { width: 70_000, height: 1080 },
    { width: 320, height: 200 },
    { width: 1920, height: 1080 },
    { width: 1920, height: 1080 },
    { width: 1920, height: 1080 },
    { width: 1920, height: 1080 },
  ]);
});

test('a photo keeps its size behind any amount of metadata', () => {
  expect(read([0xff, 0xd8], metadata(60_000), metadata(65_533), [0xff], FRAME)).toEqual({ width: 1920, height: 1080 });
});

test('what has no size to be read has none, and nothing hangs', () => {
  expect(imageSize('')).toBeUndefined();
  expect(read('\u0089PNG')).toBeUndefined();
  expect(read([0xff, 0xd8], metadata(10))).toBeUndefined();
  expect(read([0xff, 0xd8], [0xff, 0xe0, 0, 0, 0xff, 0xe0, 0, 0])).toBeUndefined();
  expect(read('<svg width="10" height="10"/>')).toBeUndefined();
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const size = imageSize(Buffer.from([0xff, 0xd8, 0xff, ...bytes]).toString('base64'));
      return size === undefined || size.width * size.height > 0;
    }),
  );
});
