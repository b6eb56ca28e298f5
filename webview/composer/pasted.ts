import { strings } from '../strings.ts';
import { singleUrl } from './singleUrl.ts';

/** What came from the clipboard besides text: pictures, and the address of a page that could be attached. */
export interface Pasted {
  readonly images: readonly { readonly file: Blob; readonly name: string }[];
  readonly url: string | null;
}

/** Where there is text, it is what the reader means: a spreadsheet puts a picture of its cells beside them. */
export function pasted(clipboard: Pick<DataTransfer, 'getData' | 'files'> | null): Pasted {
  const text = clipboard?.getData('text/plain') ?? '';
  if (text !== '') return { images: [], url: singleUrl(text) };
  const files = [...(clipboard?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
  return { images: files.map((file) => ({ file, name: nameOf(file) })), url: null };
}

/** The browser calls every picture of the clipboard `image.png`. */
function nameOf({ name }: File): string {
  return name === '' || name === 'image.png' ? strings.pastedImage : name;
}
