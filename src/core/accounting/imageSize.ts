/** Width and height in pixels. */
export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

type Byte = (at: number) => number;

const ALPHABET = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((c, i) => [c, i]));

/** The size in the header of a PNG, GIF, JPEG or WebP, whatever it is called; undefined when there is none to be read. */
export function imageSize(base64: string): ImageSize | undefined {
  const byte: Byte = (at) => byteAt(base64, at);
  const size = png(byte) ?? gif(byte) ?? webp(byte) ?? jpeg(byte, (base64.length * 3) / 4);
  return size !== undefined && size.width > 0 && size.height > 0 ? size : undefined;
}

/** Only the few bytes that are looked at are decoded: pictures are large. */
function byteAt(base64: string, at: number): number {
  const first = Math.floor(at / 3) * 4;
  let bits = 0;
  for (let i = 0; i < 4; i++) bits = (bits << 6) | (ALPHABET.get(base64[first + i] ?? '') ?? 0);
  return (bits >> (16 - 8 * (at % 3))) & 0xff;
}

function png(byte: Byte): ImageSize | undefined {
  if (!starts(byte, 0, '\u0089PNG')) return undefined;
  return { width: big(byte, 16) * 0x10000 + big(byte, 18), height: big(byte, 20) * 0x10000 + big(byte, 22) };
}

function gif(byte: Byte): ImageSize | undefined {
  return starts(byte, 0, 'GIF8') ? { width: little(byte, 6), height: little(byte, 8) } : undefined;
}

/** The three forms of developers.google.com/speed/webp/docs/riff_container. */
function webp(byte: Byte): ImageSize | undefined {
  if (!starts(byte, 0, 'RIFF') || !starts(byte, 8, 'WEBP')) return undefined;
  if (starts(byte, 12, 'VP8 ')) return { width: little(byte, 26) & 0x3fff, height: little(byte, 28) & 0x3fff };
  if (starts(byte, 12, 'VP8X')) {
    return { width: 1 + little(byte, 24) + (byte(26) << 16), height: 1 + little(byte, 27) + (byte(29) << 16) };
  }
  if (!starts(byte, 12, 'VP8L')) return undefined;
  const bits = little(byte, 21) + little(byte, 23) * 0x10000;
  return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
}

/** Steps from segment to segment to the frame header, however much metadata stands before it. */
function jpeg(byte: Byte, length: number): ImageSize | undefined {
  if (byte(0) !== 0xff || byte(1) !== 0xd8) return undefined;
  for (let at = 2; at + 9 < length && byte(at) === 0xff; ) {
    const marker = byte(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { width: big(byte, at + 7), height: big(byte, at + 5) };
    at += marker === 0xff ? 1 : 2 + Math.max(2, big(byte, at + 2));
  }
  return undefined;
}

function starts(byte: Byte, at: number, sign: string): boolean {
  return [...sign].every((character, i) => byte(at + i) === character.charCodeAt(0));
}

function big(byte: Byte, at: number): number {
  return byte(at) * 0x100 + byte(at + 1);
}

function little(byte: Byte, at: number): number {
  return byte(at) + byte(at + 1) * 0x100;
}
