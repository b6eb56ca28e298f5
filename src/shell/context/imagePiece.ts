import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { baseName } from './baseName.ts';
import { fixedPiece, type Piece } from './piece.ts';

/** A picture as it came from the clipboard or a file. */
export interface Picture {
  readonly name: string;
  /** The file that it comes from, where it comes from one. */
  readonly path?: string;
  readonly mimeType: string;
  readonly base64: string;
  /** A small picture of it, as a `data:` address. */
  readonly thumbnail?: string | undefined;
}

const TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
};
/** As `data:` address: a larger picture has no small one of itself, since nothing here can scale. */
const LARGEST_THUMBNAIL = 60_000;
/** What the strictest vendor takes (platform.claude.com/docs/en/build-with-claude/vision). */
const LARGEST_IMAGE = 5_000_000;

/** The type of a picture that models read, by its file's name; undefined for everything else. */
export function imageType(path: string): string | undefined {
  return TYPES[path.slice(path.lastIndexOf('.') + 1).toLowerCase()];
}

/** A picture, kept as it was when it was attached. */
export function imagePiece({ name, path, mimeType, base64, thumbnail }: Picture): Piece {
  const id = createHash('sha256').update(base64).digest('hex').slice(0, 16);
  const address = thumbnail ?? `data:${mimeType};base64,${base64}`;
  return fixedPiece(
    {
      id: `image ${id}`,
      kind: 'image',
      label: name === '' ? vscode.l10n.t('Image') : name,
      detail: vscode.l10n.t('{0} ({1} KB)', name, Math.ceil((base64.length * 3) / 4 / 1024)),
      ...(address.length > LARGEST_THUMBNAIL ? {} : { thumbnail: address }),
    },
    { images: [{ mimeType, base64 }], ...(path === undefined ? {} : { paths: [path] }) },
  );
}

/** A picture from a file; with a problem where it is too large or gone. */
export async function imageFilePiece(uri: vscode.Uri, mimeType: string): Promise<Piece> {
  const { t } = vscode.l10n;
  const name = baseName(uri.path);
  const path = vscode.workspace.asRelativePath(uri);
  const failed = (problem: string): Piece => ({
    chip: { id: `file ${uri}`, kind: 'image', label: name, detail: path, problem },
    gather: async () => ({ problem }),
  });
  try {
    const { type, size } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.File) === 0) return failed(t('{0} cannot be read.', name));
    if (size > LARGEST_IMAGE) return failed(t('{0} is larger than {1} MB.', name, LARGEST_IMAGE / 1_000_000));
    const bytes = await vscode.workspace.fs.readFile(uri);
    return imagePiece({ name, path, mimeType, base64: Buffer.from(bytes).toString('base64') });
  } catch {
    return failed(t('{0} cannot be read.', name));
  }
}
