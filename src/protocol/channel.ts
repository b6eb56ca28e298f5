import type { Disposable, MessageConnection } from 'vscode-jsonrpc';
import type { Params, Schemas } from './messages.ts';

export type Handlers<S extends Schemas> = { readonly [M in keyof S]: (params: Params<S, M>) => void };

/** A long list may be wrong in every place. */
const MOST_FAULTS = 5;

/** One side's end of the conversation between host and panel. */
export interface Channel<Out extends Schemas> {
  send<M extends keyof Out & string>(method: M, params: Params<Out, M>): void;
  dispose(): void;
}

/**
 * Speaks JSON-RPC 2.0 notifications over a connection. Everything received is parsed by its schema first; what does not
 * fit is dropped and told to `onFault` by method and path, never with its content. Starts listening at once.
 */
export function openChannel<In extends Schemas, Out extends Schemas>(
  connection: MessageConnection,
  incoming: In,
  handlers: Handlers<In>,
  onFault: (fault: string) => void,
): Channel<Out> {
  const listeners: Disposable[] = Object.keys(incoming).map((method) =>
    connection.onNotification(method, (raw: unknown) => {
      const parsed = incoming[method]?.safeParse(raw);
      if (!parsed?.success) {
        const issues = parsed?.error.issues.slice(0, MOST_FAULTS) ?? [];
        onFault(`${method}: ${issues.map((issue) => issue.path.join('.') || '(root)').join(', ')}`);
        return;
      }
      handlers[method as keyof In](parsed.data as Params<In, keyof In>);
    }),
  );
  listeners.push(connection.onUnhandledNotification(({ method }) => onFault(`unknown method ${method.slice(0, 40)}`)));
  connection.listen();
  return {
    send: (method, params) => {
      connection.sendNotification(method, params).catch(() => onFault(`${method}: not delivered`));
    },
    dispose: () => {
      for (const listener of listeners) listener.dispose();
      connection.dispose();
    },
  };
}
