import { createMessageConnection } from 'vscode-jsonrpc/browser';
import { type Channel, type Handlers, openChannel } from '../src/protocol/channel.ts';
import { HOST_TO_PANEL, type PANEL_TO_HOST } from '../src/protocol/messages.ts';
import { postMessageTransport } from '../src/protocol/postMessageTransport.ts';
import type { HostMessage } from './state/hostMessage.ts';
import type { VsCodeApi } from './vsCodeApi.ts';

/** The panel's end of the conversation with the host. */
export type HostChannel = Channel<typeof PANEL_TO_HOST>;

/** Opens the channel to the host over the webview's `postMessage`; faults are told in the console, without content. */
export function connectHost(api: VsCodeApi, receive: (message: HostMessage) => void): HostChannel {
  const { reader, writer } = postMessageTransport({
    post: (message) => api.postMessage(message),
    onMessage: (listener) => {
      const handler = (event: MessageEvent) => {
        // A page without an origin is the frame that draws diagrams, never the host.
        if (event.origin !== 'null') listener(event.data);
      };
      window.addEventListener('message', handler);
      return { dispose: () => window.removeEventListener('message', handler) };
    },
  });
  const connection = createMessageConnection(reader, writer);
  return openChannel(connection, HOST_TO_PANEL, forwardAll(receive), (fault) => console.warn(`Switchyard: ${fault}`));
}

function forwardAll(receive: (message: HostMessage) => void): Handlers<typeof HOST_TO_PANEL> {
  const methods = Object.keys(HOST_TO_PANEL) as (keyof typeof HOST_TO_PANEL)[];
  const entries = methods.map((method) => [method, (params: never) => receive({ method, params })]);
  return Object.fromEntries(entries) as Handlers<typeof HOST_TO_PANEL>;
}
