import type { Handlers } from '../../../protocol/channel.ts';
import type { LINK_TO_HOST } from '../../../protocol/messages/linkMessages.ts';
import { openLink } from '../openLink.ts';

/** Places an answer names. */
export function linkHandlers(): Handlers<typeof LINK_TO_HOST> {
  return {
    'link/open': ({ href }) => openLink(href),
  };
}
