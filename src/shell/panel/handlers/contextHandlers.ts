import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/channel.ts';
import type { CONTEXT_TO_HOST } from '../../../protocol/messages/contextMessages.ts';
import { contextCompletions } from '../../completions/contextCompletions.ts';
import { Offers } from '../../completions/offers.ts';
import { slashCompletions } from '../../completions/slashCompletions.ts';
import { resolveFit } from '../../fit/resolveFit.ts';
import type { PanelParts } from '../panelParts.ts';
import type { Post } from '../post.ts';

/** What will be sent along with the next message. */
export function contextHandlers(parts: PanelParts, post: Post): Handlers<typeof CONTEXT_TO_HOST> {
  const { chips, chat, desk } = parts;
  const offers = new Offers();
  let newest = 0;
  return {
    'chip/remove': ({ id }) => desk.remove(id),
    'chip/add': () => chips.restore(),
    'context/complete': async ({ trigger, query, sequence }) => {
      newest = sequence;
      const complete = trigger === '#' ? contextCompletions(query, desk.files) : slashCompletions(query, desk.prompts);
      const items = await complete.catch(() => []);
      // Only the newest question is answered: the list is for what is typed now.
      if (sequence !== newest) return;
      offers.add(items.map(({ id }) => id));
      post('context/completions', { sequence, items });
    },
    'context/attach': ({ id }) => {
      if (offers.has(id)) desk.attach(id);
    },
    'context/pick': () => void vscode.commands.executeCommand('switchyard.addContext'),
    'context/drop': ({ uris }) => void desk.drop(uris),
    'context/image': (picture) => desk.attachPicture(picture),
    'context/url': ({ url }) => desk.attachLink(url),
    'fit/resolve': ({ id }) => resolveFit(id, parts),
    'compaction/use': ({ id, active }) =>
      chat.change(({ compactions }) => {
        const compaction = compactions.find((one) => one.id === id);
        if (compaction !== undefined) compaction.active = active;
      }),
  };
}
