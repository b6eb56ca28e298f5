import type { Talk } from '../../protocol/messages/chatMessages.ts';
import type { ComposerState, PanelState } from '../../protocol/panelState.ts';
import { PRESETS } from '../../providers/presets.ts';
import { panelMessages } from '../chat/panelMessages.ts';
import { notAttached } from '../context/notAttached.ts';
import { unwell } from '../health/healthLines.ts';
import { modelChoices } from '../modelChoices.ts';
import type { FeedSource } from './panelFeed.ts';
import type { PanelParts } from './panelParts.ts';

/** Where a panel's feed reads what there is now. */
export function feedSource(parts: PanelParts): FeedSource {
  return {
    conversationId: () => parts.chat.conversation.id,
    messages: () => panelMessages(parts.chat.conversation),
    composer: () => composerState(parts),
    setup: () => setupState(parts),
    talk: () => talkState(parts),
  };
}

/** Whether a model can be asked, and who could be set up. */
export function setupState({ engine, servers }: PanelParts): PanelState['setup'] {
  return {
    ready: modelChoices(engine.setup).length > 0,
    providers: PRESETS.map(({ id, name, auth, keysUrl }) => ({
      id,
      name,
      needsKey: auth === 'key',
      ...(keysUrl === undefined ? {} : { keysUrl }),
    })),
    servers: servers.offered.map(({ id, name, models }) => ({ id, name, models: models.length })),
  };
}

/** What stands around the text of the next question. */
function composerState({ engine, chat, chips, desk }: PanelParts): ComposerState {
  return {
    models: modelChoices(engine.setup, unwell(engine)),
    model: chat.conversation.model,
    checked: chat.conversation.strategy === 'cascade',
    chips: [...notAttached(chips.withheld(), desk.attached.current).map(({ chip }) => chip), ...desk.fit.chips],
    hasEditor: chips.hasEditor,
    fit: desk.fit.fit,
    privacy: desk.fit.privacy,
    busy: chat.busy,
    reading: desk.reading.now,
  };
}

/** What stands between the messages and the composer. */
function talkState({ chat: { conversation, drafts, queue, deletions } }: PanelParts): Talk {
  return {
    conversationId: conversation.id,
    opened: drafts.opened,
    draft: conversation.draft,
    queue: queue.waiting.map(({ id, text, chips }) => ({ id, text, chips })),
    undo: deletions.undoable ?? null,
  };
}
