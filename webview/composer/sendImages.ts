import { fillIn } from '../format/fillIn.ts';
import type { PanelContext } from '../panelContext.ts';
import { strings } from '../strings.ts';
import { imageToSend } from './imageToSend.ts';
import { thumbnailOf } from './thumbnailOf.ts';

const LONGEST_NAME = 300;

/** Hands pictures to the host, one after the other; resolves with a sentence about the last that could not be read. */
export async function sendImages(
  files: readonly { readonly file: Blob; readonly name: string }[],
  host: PanelContext['host'],
): Promise<string | null> {
  let problem: string | null = null;
  for (const { file, name } of files) {
    const image = await imageToSend(file).catch(() => null);
    if (image === null) problem = fillIn(strings.imageUnreadable, name);
    else {
      const thumbnail = await thumbnailOf(file);
      const small = thumbnail === undefined ? {} : { thumbnail };
      host.send('context/image', { name: name.slice(0, LONGEST_NAME), ...image, ...small });
    }
  }
  return problem;
}
