import type * as vscode from 'vscode';
import { createMessageConnection } from 'vscode-jsonrpc/node';
import { type Handlers, openChannel } from '../../protocol/channel.ts';
import type { PANEL_REQUESTS } from '../../protocol/messages/panelMessages.ts';
import { type HOST_TO_PANEL, PANEL_TO_HOST } from '../../protocol/messages.ts';
import { postMessageTransport } from '../../protocol/postMessageTransport.ts';
import { chatHandlers } from './handlers/chatHandlers.ts';
import { codeHandlers } from './handlers/codeHandlers.ts';
import { contextHandlers } from './handlers/contextHandlers.ts';
import { historyHandlers } from './handlers/historyHandlers.ts';
import { linkHandlers } from './handlers/linkHandlers.ts';
import { modelHandlers } from './handlers/modelHandlers.ts';
import { followTrail, trailHandlers } from './handlers/trailHandlers.ts';
import { isTab } from './isTab.ts';
import { PanelFeed } from './panelFeed.ts';
import { panelHtml } from './panelHtml.ts';
import type { PanelHome, PanelParts } from './panelParts.ts';
import { feedSource, setupState } from './panelSnapshot.ts';
import type { Post } from './post.ts';
import { ThemeFollower } from './themeFollower.ts';

/**
 * Connects one webview to the chat. The webview may vanish at any time (hidden views are destroyed): it holds no state
 * that is not here, and asks for all of it when it is back.
 */
export function connectPanel(home: PanelHome, parts: PanelParts): void {
  const { webview, onDidDispose } = home;
  const place = isTab(home) ? home : 'view';
  const { engine, chat, chips, desk, actions, servers, dist, log } = parts;
  webview.options = { enableScripts: true, enableCommandUris: false, localResourceRoots: [dist] };
  const handlers: Handlers<typeof PANEL_TO_HOST> = {
    ...panelHandlers(home, parts, () => {
      feed.start();
      parts.screens.fulfil(place, post);
      // A new user may have a model on this machine; nobody else is looked for.
      if (!setupState(parts).ready) void servers.look();
    }),
    ...chatHandlers(parts),
    ...codeHandlers(parts),
    'code/theme': ({ theme }) => void colors.show(theme),
    ...contextHandlers(parts, (method, params) => post(method, params)),
    ...historyHandlers(parts, (method, params) => post(method, params)),
    ...linkHandlers(parts, (method, params) => post(method, params)),
    ...trailHandlers(parts, (method, params) => post(method, params)),
  };
  const channel = openChannel<typeof PANEL_TO_HOST, typeof HOST_TO_PANEL>(
    createMessageConnection(...rpcEnds(webview)),
    PANEL_TO_HOST,
    handlers,
    (fault) => log.warn(`the panel: ${fault}`),
  );
  // Nothing is posted before the panel asked for the state: it would be lost.
  const post: Post = (method, params) => {
    if (feed.started) channel.send(method, params);
  };
  const colors = new ThemeFollower(post, log);
  const feed = new PanelFeed(feedSource(parts), (method, params) => channel.send(method, params));

  // The page of a hidden panel is gone before it can tell.
  const seen = () => {
    if (!home.visible) parts.focused.lost(home);
  };
  const subscriptions: vscode.Disposable[] = [
    isTab(home) ? home.onDidChangeViewState(seen) : home.onDidChangeVisibility(seen),
    engine.onDidChange(() => feed.setup()),
    servers.onDidChange(() => feed.setup()),
    parts.library.onDidChange(() => post('history/changed', {})),
    parts.screens.onDidWish(() => {
      if (feed.started) parts.screens.fulfil(place, post);
    }),
    followTrail(parts, post),
    chips.onDidChange(() => feed.composer()),
    desk.attached.onDidChange(() => feed.composer()),
    desk.fit.onDidChange(() => feed.composer()),
    desk.reading.onDidChange(() => feed.composer()),
    desk.fit.watch(),
    colors,
    chat.listen(feed),
    actions.onFocusComposer(() => post('composer/focus', {})),
  ];
  onDidDispose(() => {
    feed.dispose();
    parts.focused.lost(home);
    for (const subscription of subscriptions) subscription.dispose();
    channel.dispose();
  });
  webview.html = panelHtml(webview, dist);
}

function panelHandlers(
  home: PanelHome,
  { engine, chat, actions, servers, focused }: PanelParts,
  ready: () => void,
): Handlers<typeof PANEL_REQUESTS> {
  return {
    'panel/ready': ready,
    'panel/focus': ({ focused: has }) => (has ? focused.got(home) : focused.lost(home)),
    ...modelHandlers({ engine, chat }),
    'setup/provider': ({ provider }) => actions.run('addProvider', provider),
    'setup/server': async ({ server }) => {
      await servers.use(server);
      actions.focusComposer();
    },
    'action/run': ({ action, provider, messageId }) => {
      if (action === 'retry') chat.later.askNow(chat.conversation, messageId ?? null);
      else if (action === 'retryLater') chat.later.wait(chat.conversation, messageId ?? null);
      else if (action === 'retryAnyway') void chat.messages.regenerate(messageId, { privacy: SENT_ANYWAY });
      else if (action === 'retryRedacted') void chat.messages.regenerate(messageId, { privacy: REDACTED });
      else if (action === 'stopWaiting') chat.later.stop(chat.conversation);
      else actions.run(action, provider);
    },
  };
}

/** For this question its reader knows better; what can be replaced is still replaced. */
const SENT_ANYWAY = { level: 'public', despite: 'confidential' } as const;

/** Everything that was found in its words is replaced, now and wherever it is sent again. */
const REDACTED = { redact: 'secretsAndPersonal' } as const;

function rpcEnds(webview: vscode.Webview) {
  const { reader, writer } = postMessageTransport({
    post: (message) => void webview.postMessage(message),
    onMessage: (listener) => webview.onDidReceiveMessage(listener),
  });
  return [reader, writer] as const;
}
