import type { CONTEXT_TO_HOST } from '../../src/protocol/messages/contextMessages.ts';
import type { Params } from '../../src/protocol/messages.ts';

type SentImage = Omit<Params<typeof CONTEXT_TO_HOST, 'context/image'>, 'name'>;

/** More pixels are scaled down by the vendors themselves, and paid. */
const LONGEST_EDGE = 1568;
const SMALL_BYTES = 1_000_000;
const QUALITIES = [0.9, 0.75, 0.5];

/** A picture as models take it, scaled down to what they look at; null for what the browser cannot read as one. */
export async function imageToSend(file: Blob): Promise<SentImage | null> {
  if (file.type === 'image/gif' && file.size <= SMALL_BYTES) return asItIs(file, 'image/gif');
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return null;
  try {
    const fits = Math.max(bitmap.width, bitmap.height) <= LONGEST_EDGE && file.size <= SMALL_BYTES;
    // A photograph is always drawn anew: its file tells where it was taken.
    if (fits && (file.type === 'image/png' || file.type === 'image/webp')) return await asItIs(file, file.type);
    return await drawn(bitmap, file.type !== 'image/jpeg');
  } finally {
    bitmap.close();
  }
}

async function drawn(bitmap: ImageBitmap, lossless: boolean): Promise<SentImage | null> {
  const scale = Math.min(1, LONGEST_EDGE / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  const png = lossless ? await toBlob(canvas, 'image/png') : null;
  if (png !== null && png.size <= SMALL_BYTES) return asItIs(png, 'image/png');
  // JPEG knows no transparency: what shines through is white, as paper is.
  pen.globalCompositeOperation = 'destination-over';
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  let jpeg: Blob | null = null;
  for (const quality of QUALITIES) {
    jpeg = await toBlob(canvas, 'image/jpeg', quality);
    if (jpeg !== null && jpeg.size <= SMALL_BYTES) break;
  }
  return jpeg === null ? null : asItIs(jpeg, 'image/jpeg');
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

async function asItIs(file: Blob, mimeType: SentImage['mimeType']): Promise<SentImage> {
  const url = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
  return { mimeType, base64: url.slice(url.indexOf(',') + 1) };
}
