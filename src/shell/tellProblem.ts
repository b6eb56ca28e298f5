import type { Problem } from '../protocol/answer.ts';
import { type Actions, isCommand } from './actions.ts';
import { tellError } from './tell.ts';

/** Shows a failed request in the panel's words, with the same ways to mend it; `retry` asks again. */
export async function tellProblem(
  { title, detail, actions: all }: Problem,
  actions: Actions,
  retry: () => unknown,
): Promise<void> {
  // Waiting is for the chat, which shows that it waits.
  const ways = all.filter(({ action }) => action === 'retry' || isCommand(action));
  const [firstLine = ''] = detail.split('\n');
  const words = firstLine === '' ? title : `${title} ${firstLine}`;
  const choice = await tellError(words, ...ways.map(({ label }) => label));
  const way = ways.find(({ label }) => label === choice);
  if (way === undefined) return;
  if (isCommand(way.action)) actions.run(way.action, way.provider);
  else await retry();
}
