import * as vscode from 'vscode';
import { buildSetup } from '../config/buildSetup.ts';
import { parseSettings, type SettingsProblem } from '../config/parseSettings.ts';
import type { Catalog } from '../core/models/catalog.ts';
import { CircuitBreaker } from '../core/resilience/breaker.ts';
import type { ProviderSetup, Setup } from '../core/routing/setup.ts';
import type { AttemptTools } from '../core/strategies/meteredAttempt.ts';
import { createProviders } from '../providers/createProviders.ts';
import { PRESETS } from '../providers/presets.ts';
import { loadPricesCatalog } from '../providers/pricesCatalog.ts';
import type { LedgerStore } from '../storage/ledgerStore.ts';
import { openLedger } from '../storage/openLedger.ts';
import { systemClock } from '../storage/systemClock.ts';
import { readRawSettings } from './readSettings.ts';
import { SecretKeys } from './secretKeys.ts';

/** The core as one window of the editor has it. Its setup follows the settings and the keys at once. */
export class Engine implements vscode.Disposable {
  readonly keys: SecretKeys;
  readonly ledger: LedgerStore;
  readonly tools: AttemptTools;
  readonly #catalog: Catalog;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #current: { setup: Setup; problems: SettingsProblem[] } | undefined;

  /** Fires when the setup may have changed: settings, keys or trust. */
  readonly onDidChange = this.#changed.event;

  static async create(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Engine> {
    const keys = new SecretKeys(context.secrets);
    const file = vscode.Uri.joinPath(context.globalStorageUri, 'ledger.db').fsPath;
    const [catalog, opened] = await Promise.all([loadPricesCatalog(), openLedger(file, log), keys.refresh()]);
    if (opened.problem !== undefined) {
      void vscode.window.showWarningMessage(
        vscode.l10n.t('Switchyard keeps its costs in memory only, until this window closes: {0}', opened.problem),
      );
    }
    return new Engine(context, keys, catalog, opened.ledger);
  }

  private constructor(context: vscode.ExtensionContext, keys: SecretKeys, catalog: Catalog, ledger: LedgerStore) {
    this.keys = keys;
    this.ledger = ledger;
    this.#catalog = catalog;
    const clock = systemClock;
    const providers = createProviders((id) => this.provider(id), keys);
    this.tools = { providers, ledger, breaker: new CircuitBreaker(clock), clock };
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('switchyard')) this.#refresh();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refresh()),
      context.secrets.onDidChange(() => void this.#keysChanged()),
    ];
  }

  get setup(): Setup {
    return this.#picture().setup;
  }

  /** Settings entries that were ignored, with the reason. */
  get problems(): readonly SettingsProblem[] {
    return this.#picture().problems;
  }

  /** A provider of the setup; undefined when it is not set up. */
  provider(id: string): ProviderSetup | undefined {
    return this.setup.providers.get(id);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.ledger.close();
  }

  #picture(): { setup: Setup; problems: SettingsProblem[] } {
    if (this.#current === undefined) {
      const { settings, problems } = parseSettings(readRawSettings());
      const built = buildSetup(settings, {
        presets: PRESETS,
        catalog: this.#catalog,
        hasKey: (id, origin) => this.keys.has(id, origin),
      });
      this.#current = { setup: built.setup, problems: [...problems, ...built.problems] };
    }
    return this.#current;
  }

  #refresh(): void {
    this.#current = undefined;
    this.#changed.fire();
  }

  async #keysChanged(): Promise<void> {
    await this.keys.refresh();
    // A new key deserves a new chance.
    for (const id of this.setup.providers.keys()) this.tools.breaker.reset(id);
    this.#refresh();
  }
}
