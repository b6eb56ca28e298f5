import * as vscode from 'vscode';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import type { ChatEvent } from '../core/chat/chatEvent.ts';
import { type Channel, type Handlers, openChannel } from '../protocol/channel.ts';
import { type HOST_TO_PANEL, PANEL_TO_HOST } from '../protocol/messages.ts';
import type { ComposerState, PanelState } from '../protocol/panelState.ts';
import { postMessageTransport } from '../protocol/postMessageTransport.ts';
import { PRESETS } from '../providers/presets.ts';
import type { Actions } from './actions.ts';
import type { ChatController } from './chatController.ts';
import { panelMessages } from './conversation.ts';
import type { EditorChips } from './editorChips.ts';
import type { Engine } from './engine.ts';
import { EventBatcher } from './eventBatcher.ts';
import { modelChoices } from './modelChoices.ts';
import { openLink } from './openLink.ts';
import { panelHtml } from './panelHtml.ts';

/** What the chat view works with. */
export interface ChatViewParts {
  readonly engine: Engine;
  readonly chat: ChatController;
  readonly chips: EditorChips;
  readonly actions: Actions;
  readonly dist: vscode.Uri;
  readonly log: vscode.LogOutputChannel;
}

/**
 * Connects one webview to the chat. The webview may vanish at any time (hidden views are destroyed): it holds no state
 * that is not here, and asks for all of it when it is back.
 */
export function connectChatView(view: vscode.WebviewView, parts: ChatViewParts): void {
  const { engine, chat, chips, actions, dist, log } = parts;
  const { webview } = view;
  webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [dist] };
  // Nothing is posted before the panel asked for the state: it would be lost.
  let listening = false;
  let streaming = '';

  const handlers: Handlers<typeof PANEL_TO_HOST> = {
    'panel/ready': () => {
      listening = true;
      sendState();
    },
    'chat/send': ({ text }) => void sendQuestion(text),
    'chat/stop': () => chat.stop(),
    'chat/new': () => actions.run('newChat'),
    'chat/regenerate': ({ messageId }) => void chat.regenerate(messageId),
    'text/copy': ({ text, messageId }) => {
      void vscode.env.clipboard.writeText(text);
      if (messageId !== undefined) chat.kept(messageId);
    },
    'model/choose': ({ model }) => chat.chooseModel(model),
    'chip/remove': ({ id }) => chips.remove(id),
    'chip/add': () => chips.restore(),
    'link/open': ({ href }) => openLink(href),
    'setup/provider': ({ provider }) => actions.run('addProvider', provider),
    'action/run': ({ action, provider, messageId }) => {
      if (action === 'retry') void chat.regenerate(messageId);
      else actions.run(action, provider);
    },
  };
  const channel = openChannel<typeof PANEL_TO_HOST, typeof HOST_TO_PANEL>(
    createMessageConnection(...rpcEnds(webview)),
    PANEL_TO_HOST,
    handlers,
    (fault) => log.warn(`the panel: ${fault}`),
  );
  const batcher = new EventBatcher((events) => post('chat/events', { messageId: streaming, events: events as never }));
  const post: Channel<typeof HOST_TO_PANEL>['send'] = (method, params) => {
    if (listening) channel.send(method, params);
  };
  const sendState = () => {
    // A snapshot holds what the batcher still holds back: that must not come twice.
    batcher.drop();
    post('panel/state', panelState(parts));
  };
  const sendQuestion = async (text: string) => {
    await chat.send({ text, command: 'ask', attachments: chips.take() });
  };

  const subscriptions: vscode.Disposable[] = [
    engine.onDidChange(sendState),
    chips.onDidChange(() => post('composer/state', composerState(parts))),
    chat.listen({
      changed: sendState,
      event: (messageId, event: ChatEvent) => {
        streaming = messageId;
        batcher.push(event);
        if (event.type === 'done' || event.type === 'error') batcher.flush();
      },
      problem: (messageId, problem) => post('chat/problem', { messageId, problem }),
    }),
    actions.onFocusComposer(() => post('composer/focus', {})),
  ];
  view.onDidDispose(() => {
    listening = false;
    batcher.drop();
    for (const subscription of subscriptions) subscription.dispose();
    channel.dispose();
  });
  webview.html = panelHtml(webview, dist);
}

function rpcEnds(webview: vscode.Webview) {
  const { reader, writer } = postMessageTransport({
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => webview.onDidReceiveMessage(listener),
  });
  return [reader, writer] as const;
}

function panelState(parts: ChatViewParts): PanelState {
  const { chat } = parts;
  const composer = composerState(parts);
  return {
    conversationId: chat.conversation.id,
    messages: panelMessages(chat.conversation),
    composer,
    setup: {
      ready: composer.models.length > 0,
      providers: PRESETS.map(({ id, name, auth, keysUrl }) => ({
        id,
        name,
        needsKey: auth === 'key',
        ...(keysUrl === undefined ? {} : { keysUrl }),
      })),
    },
  };
}

function composerState({ engine, chat, chips }: ChatViewParts): ComposerState {
  return {
    models: modelChoices(engine.setup),
    model: chat.conversation.model,
    chips: chips.current().map((attachment) => attachment.chip),
    busy: chat.busy,
  };
}
