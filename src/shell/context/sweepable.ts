import * as vscode from 'vscode';
import { isPrivatePath } from '../../core/privacy/privateFile.ts';
import { pathBelow, placesIn, realPath } from './realPlace.ts';

/**
 * Those of the files that may be sent though nobody named each of them: neither the name nor what a link leads to looks like
 * a secret's, and what is in one of the folders by its name is there in truth. A file of no folder was opened by hand.
 */
export async function sweepable(
  files: readonly vscode.Uri[],
  besides: readonly vscode.Uri[] = [],
): Promise<vscode.Uri[]> {
  const folders = [...(vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri), ...besides];
  const placeOf = await placesIn(folders);
  const may = await Promise.all(
    files.map(async (uri) => {
      const named = pathBelow(folders, uri);
      if (isPrivatePath(named ?? uri.path)) return false;
      if (named === undefined && uri.scheme !== 'file') return true;
      const place = named === undefined ? await realPath(uri) : await placeOf(uri);
      return place !== undefined && !isPrivatePath(place);
    }),
  );
  return files.filter((_, index) => may[index]);
}
