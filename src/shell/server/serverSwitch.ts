import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { LocalServer } from '../../server/startServer.ts';
import type { Engine } from '../engine.ts';
import { inform, tellError } from '../tell.ts';
import { listenOnKnown } from './listenOnKnown.ts';

/** Where the ports of earlier servers are kept, so that the address stays the same where it can. */
const PORTS = 'switchyard.serverPorts';

/** The local server of this window: off until it is asked for, with a new token each time. The token is in no log. */
export class ServerSwitch implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #state: vscode.Memento;
  readonly #log: vscode.LogOutputChannel;
  #running: Promise<{ readonly server: LocalServer; readonly token: string }> | undefined;
  #item: vscode.StatusBarItem | undefined;

  constructor(engine: Engine, state: vscode.Memento, log: vscode.LogOutputChannel) {
    this.#engine = engine;
    this.#state = state;
    this.#log = log;
  }

  /** Starts it, or says again where the running one is; nothing is shown of one that was stopped before it ran. */
  async start(): Promise<void> {
    const { t } = vscode.l10n;
    this.#running ??= this.#open();
    const running = this.#running;
    try {
      const { server, token } = await running;
      if (this.#running !== running) return;
      this.#show(server.url);
      void this.#tell(server.url, token);
    } catch (error) {
      if (this.#running !== running) return;
      this.#running = undefined;
      const why = error instanceof Error ? error.message : String(error);
      void tellError(t('The local server could not be started: {0}', why));
    }
  }

  /** Stops it with all that it is answering. */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    this.#item?.dispose();
    this.#item = undefined;
    void vscode.commands.executeCommand('setContext', 'switchyard.serving', false);
    await (await running?.catch(() => undefined))?.server.close();
  }

  dispose(): void {
    void this.stop();
  }

  async #open(): Promise<{ server: LocalServer; token: string }> {
    const { startServer } = await import('../../server/startServer.ts');
    const token = randomBytes(32).toString('base64url');
    const options = { core: this.#engine, token, log: this.#log };
    const { server, ports } = await listenOnKnown(this.#state.get<number[]>(PORTS, []), (port) =>
      startServer({ ...options, port }),
    );
    await this.#state.update(PORTS, ports);
    return { server, token };
  }

  #show(url: string): void {
    const { t } = vscode.l10n;
    this.#item ??= vscode.window.createStatusBarItem('switchyard.server', vscode.StatusBarAlignment.Right, 99);
    this.#item.name = t('Switchyard Local Server');
    this.#item.text = `$(broadcast) ${new URL(url).host}`;
    this.#item.tooltip = t('Switchyard answers other programs on this machine at {0}', url);
    this.#item.command = 'switchyard.startServer';
    this.#item.show();
    void vscode.commands.executeCommand('setContext', 'switchyard.serving', true);
  }

  async #tell(url: string, token: string): Promise<void> {
    const { t } = vscode.l10n;
    const message = t(
      'The local server answers programs on this machine at {0}. They need its token, which is good until it stops.',
      url,
    );
    const copy = t('Copy Token');
    const copyUrl = t('Copy Address');
    const stop = t('Stop Server');
    const choice = await inform(message, copy, copyUrl, stop);
    if (choice === stop) await this.stop();
    else if (choice !== undefined) await vscode.env.clipboard.writeText(choice === copy ? token : url);
  }
}
