import type { Handlers } from '../../../protocol/channel.ts';
import type { PANEL_REQUESTS } from '../../../protocol/messages/panelMessages.ts';
import { modelChoices } from '../../modelChoices.ts';
import type { PanelParts } from '../panelParts.ts';

/** The chat is pinned to a model that can be asked, or to none. */
export function modelHandlers({
  engine,
  chat,
}: Pick<PanelParts, 'engine' | 'chat'>): Pick<Handlers<typeof PANEL_REQUESTS>, 'model/choose'> {
  return {
    'model/choose': ({ model, checked = false }) => {
      if (model === null) chat.chooseModel(null, checked);
      else if (modelChoices(engine.setup).some(({ id }) => id === model)) chat.chooseModel(model);
    },
  };
}
