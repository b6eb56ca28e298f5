import type { Handlers } from '../../../protocol/channel.ts';
import type { LINK_TO_HOST } from '../../../protocol/messages/linkMessages.ts';
import type { Places } from '../../links/places.ts';
import { openLink } from '../openLink.ts';
import type { PanelParts } from '../panelParts.ts';
import type { Post } from '../post.ts';

/** Places an answer names. */
export function linkHandlers(parts: PanelParts, post: Post): Handlers<typeof LINK_TO_HOST> {
  let loaded: Promise<Places> | undefined;
  // Loaded late: the first answer that names something brings it.
  const withPlaces = (use: (places: Places) => Promise<void>): void => {
    loaded ??= import('../../links/places.ts').then(({ Places }) => new Places(parts, post));
    loaded.then(use).catch((error: unknown) => {
      parts.log.warn(`a place: ${error instanceof Error ? error.message : 'unknown'}`);
    });
  };
  return {
    'link/open': ({ href }) => openLink(href),
    'place/find': ({ names }) => withPlaces((places) => places.find(names)),
    'place/open': ({ name, beside }) => withPlaces((places) => places.open(name, beside)),
  };
}
