import * as vscode from 'vscode';
import type { Problem } from '../protocol/answer.ts';
import type { Actions } from './actions.ts';
import { plainText } from './plainText.ts';

/** Shows a failed request in the panel's words, with the same ways to mend it; `retry` asks again. */
export async function tellProblem(
  { title, detail, actions: ways }: Problem,
  actions: Actions,
  retry: () => unknown,
): Promise<void> {
  const [firstLine = ''] = detail.split('\n');
  const words = plainText(firstLine === '' ? title : `${title} ${firstLine}`);
  const choice = await vscode.window.showErrorMessage(words, ...ways.map(({ label }) => label));
  const way = ways.find(({ label }) => label === choice);
  if (way === undefined) return;
  if (way.action === 'retry') await retry();
  else actions.run(way.action, way.provider);
}
