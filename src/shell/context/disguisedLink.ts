import * as vscode from 'vscode';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import { pathBelow, placesIn, realPath } from './realPlace.ts';

/** Of processes and devices: their environment, their memory, reading that never ends. */
const NO_DISK = /^\/(?:proc|dev|sys)\//;

/**
 * Where a link leads whose own name tells nothing of it: to what looks like a secret's, or to no file of a disk. Undefined
 * for every other file: links are common, and who attaches one by hand may mean it.
 */
export async function disguisedLink(uri: vscode.Uri): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri);
  const real = await realPath(uri);
  if (real === undefined || real === uri.fsPath || isPrivatePath(pathBelow(folders, uri) ?? uri.path)) return undefined;
  const place = (await (await placesIn(folders))(uri)) ?? real;
  return NO_DISK.test(real) || isPrivatePath(place) ? real : undefined;
}
