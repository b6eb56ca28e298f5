import type { Handlers } from '../../../protocol/channel.ts';
import type { CONTEXT_TO_HOST } from '../../../protocol/messages/contextMessages.ts';
import type { PanelParts } from '../panelParts.ts';

/** What will be sent along with the next message. */
export function contextHandlers({ chips }: PanelParts): Handlers<typeof CONTEXT_TO_HOST> {
  return {
    'chip/remove': ({ id }) => chips.remove(id),
    'chip/add': () => chips.restore(),
    'context/complete': () => undefined,
    'context/attach': () => undefined,
    'context/pick': () => undefined,
    'context/drop': () => undefined,
    'context/image': () => undefined,
    'context/url': () => undefined,
    'fit/resolve': () => undefined,
  };
}
