import type { DataCallback, Disposable, Message, MessageReader, MessageWriter } from 'vscode-jsonrpc';

/** One end of a `postMessage` pair: the webview in the host, the window in the webview. */
export interface MessagePortLike {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): Disposable;
}

const NEVER = (): Disposable => ({ dispose() {} });

/** A JSON-RPC reader and writer over `postMessage`; what is no JSON-RPC 2.0 notification is ignored. */
export function postMessageTransport(port: MessagePortLike): { reader: MessageReader; writer: MessageWriter } {
  const reader: MessageReader = {
    onError: NEVER,
    onClose: NEVER,
    onPartialMessage: NEVER,
    listen: (callback: DataCallback) =>
      port.onMessage((message) => {
        if (isRpcMessage(message)) callback(message);
      }),
    dispose() {},
  };
  const writer: MessageWriter = {
    onError: NEVER,
    onClose: NEVER,
    write: async (message) => port.post(message),
    end() {},
    dispose() {},
  };
  return { reader, writer };
}

function isRpcMessage(message: unknown): message is Message {
  if (typeof message !== 'object' || message === null || (message as Partial<Message>).jsonrpc !== '2.0') return false;
  const { method } = message as { method?: unknown };
  // Nobody here asks for an answer, and `$/…` would reach the library itself, which believes what it is told there.
  return typeof method === 'string' && !method.startsWith('$/') && !('id' in message);
}
