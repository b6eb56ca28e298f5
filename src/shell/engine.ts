import * as vscode from 'vscode';
import { buildSetup } from '../config/buildSetup.ts';
import { parseSettings, type Settings, type SettingsProblem } from '../config/parseSettings.ts';
import { catalogIdOf, vendorOf } from '../config/vendorOf.ts';
import type { Limit } from '../core/accounting/budget.ts';
import { KindMemory } from '../core/classify/asked/kindMemory.ts';
import { Drill } from '../core/drill/drill.ts';
import { DrillCircuits } from '../core/drill/drillCircuits.ts';
import { Limiter } from '../core/limits/limiter.ts';
import type { Catalog, CatalogEntry } from '../core/models/catalog.ts';
import type { AttemptRow } from '../core/ports/ledger.ts';
import type { Notices } from '../core/ports/notices.ts';
import type { QualityBook } from '../core/ports/qualityStore.ts';
import { CircuitBreaker } from '../core/resilience/breaker.ts';
import { watchFailovers } from '../core/resilience/failoverWatch.ts';
import { HABIT_MS, Latencies } from '../core/resilience/latencies.ts';
import type { ProviderSetup, Setup } from '../core/routing/setup.ts';
import type { AttemptTools } from '../core/strategies/attemptTools.ts';
import { leakDetector } from '../privacy/detectLeaks.ts';
import { loadBundledCatalog } from '../providers/catalog/bundledCatalog.ts';
import { layeredCatalog } from '../providers/catalog/layeredCatalog.ts';
import { type ListedModel, parseListing } from '../providers/catalog/listedModel.ts';
import type { ListingStore } from '../providers/catalog/listingStore.ts';
import { listModels } from '../providers/catalog/listModels.ts';
import { ModelListings } from '../providers/catalog/modelListings.ts';
import { createProviders } from '../providers/createProviders.ts';
import { KeyPrints } from '../providers/keyPrints.ts';
import { PRESETS } from '../providers/presets.ts';
import { checkAnswer } from '../providers/structured/checkAnswer.ts';
import { openaiTokenCounter } from '../providers/tokens/openaiTokenCounter.ts';
import { WebhookTeam } from '../providers/webhook/webhookTeam.ts';
import { AlertWatch } from '../storage/alerts/alertWatch.ts';
import { AnswerCacheFile } from '../storage/answers/answerCacheFile.ts';
import type { AuditStore } from '../storage/audit/auditStore.ts';
import { keepTrailShort } from '../storage/audit/keepTrailShort.ts';
import { keptHabits } from '../storage/keptHabits.ts';
import { KeptTries } from '../storage/keptTries.ts';
import type { LedgerStore } from '../storage/ledgerStore.ts';
import { ListingCache } from '../storage/listingCache.ts';
import { localCalendar } from '../storage/localCalendar.ts';
import { ModelMemoryFile } from '../storage/modelMemoryFile.ts';
import { type LedgerFile, openLedger } from '../storage/openLedger.ts';
import { systemClock } from '../storage/systemClock.ts';
import { tellAlert } from './audit/tellAlert.ts';
import { EditorBudgetDesk } from './budget/budgetDesk.ts';
import { editorCheck } from './codeCheck/editorCheck.ts';
import { WEBHOOK } from './commands/setWebhook.ts';
import { listEditorModels } from './editorModels/listEditorModels.ts';
import { EditorModels } from './editorModels/provider.ts';
import { workspaceKey } from './history/currentWorkspace.ts';
import { readRawSettings } from './readSettings.ts';
import { SecretKeys } from './secretKeys.ts';
import { SurroundingsWatcher } from './surroundingsWatcher.ts';
import { tellTroubles } from './tellTroubles.ts';

/** What the settings come to. */
interface Picture {
  readonly setup: Setup;
  readonly setupFor: (models: readonly string[]) => Setup;
  readonly titles: Settings['titles'];
  readonly audit: Settings['audit'];
  readonly problems: readonly SettingsProblem[];
}

/** The core as one window of the editor has it. Its setup follows the settings and the keys at once. */
export class Engine implements vscode.Disposable {
  readonly keys: SecretKeys;
  readonly ledger: LedgerStore;
  /** What the user was told, by this window or another. */
  readonly notices: Notices;
  /** What was decided about earlier requests. */
  readonly audit: AuditStore;
  /** How good models turned out to be. */
  readonly quality: QualityBook;
  readonly tools: AttemptTools;
  /** Earlier answers, for when nobody can be reached. */
  readonly answers: AnswerCacheFile;
  readonly drill = new Drill(systemClock);
  /** The team's channel, where the user has set one. */
  readonly team: WebhookTeam;
  /** Why the ledger is kept in memory; undefined where it is kept on disk. */
  readonly ledgerProblem: string | undefined;
  readonly #memory: ModelMemoryFile;
  readonly #prints: KeyPrints;
  readonly #catalog: Catalog;
  readonly #listings: ModelListings;
  readonly #surroundings = new SurroundingsWatcher();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #refused = new vscode.EventEmitter<Limit>();
  readonly #subscriptions: vscode.Disposable[];
  #current: Picture | undefined;

  /** Fires when the setup may have changed: settings, keys or trust. */
  readonly onDidChange = this.#changed.event;

  /** Fires when a limit of the budget kept a request back. */
  readonly onDidRefuse = this.#refused.event;

  static async create(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): Promise<Engine> {
    const keys = new SecretKeys(context.secrets);
    const file = vscode.Uri.joinPath(context.globalStorageUri, 'ledger.db').fsPath;
    const learnt = vscode.Uri.joinPath(context.globalStorageUri, 'learnt.json').fsPath;
    const [catalog, opened, memory] = await Promise.all([
      loadBundledCatalog(),
      openLedger(file, log, tellTroubles(log)),
      ModelMemoryFile.open(learnt, log, tellTroubles(log)),
      keys.refresh(),
    ]);
    const models = vscode.Uri.joinPath(context.globalStorageUri, 'models').fsPath;
    const listings = new ListingCache(models, parseListing, log);
    return new Engine(context, keys, catalog, opened, memory, listings, log);
  }

  private constructor(
    context: vscode.ExtensionContext,
    keys: SecretKeys,
    catalog: Catalog,
    { ledger, reservations, notices, circuits, limits, audit, quality, problem }: LedgerFile,
    memory: ModelMemoryFile,
    store: ListingStore,
    log: vscode.LogOutputChannel,
  ) {
    this.keys = keys;
    this.ledger = ledger;
    this.notices = notices;
    this.audit = audit;
    audit.follow(() => this.auditWish);
    this.quality = quality;
    quality.follow(workspaceKey);
    this.ledgerProblem = problem;
    this.#memory = memory;
    this.#prints = new KeyPrints(keys, (secret) => circuits.signOf(secret));
    const clock = systemClock;
    const address = async () => context.secrets.get(WEBHOOK);
    this.team = new WebhookTeam({ address, clock, logger: log });
    this.answers = new AnswerCacheFile(
      vscode.Uri.joinPath(context.globalStorageUri, 'answers.db').fsPath,
      workspaceKey,
      log,
    );
    this.#listings = new ModelListings({
      store,
      clock,
      ask: (provider, signal) =>
        provider.api === 'vscode-lm' ? listEditorModels() : listModels(provider, keys, signal),
      onChange: () => this.#refresh(),
    });
    this.#catalog = layeredCatalog(catalog, this.#listings);
    const providers = createProviders((id) => this.provider(id), keys, {
      editorModels: async () => new EditorModels(context.languageModelAccessInformation),
    });
    this.tools = {
      providers,
      ledger,
      breaker: new CircuitBreaker(clock, {
        store: new DrillCircuits(circuits, this.drill),
        random: Math.random,
        keyPrint: (account) => this.#prints.of(account),
      }),
      limiter: new Limiter(limits, clock),
      clock,
      memory,
      counter: openaiTokenCounter,
      checkAnswer,
      checkCode: editorCheck,
      detectLeaks: leakDetector(),
      budget: {
        reservations,
        calendar: localCalendar,
        desk: new EditorBudgetDesk(context.globalState),
        onRefused: (limit) => this.#refused.fire(limit),
      },
      quality,
      latencies: new Latencies(clock, ledger.firstWordsSince(clock.now() - HABIT_MS)),
      habits: keptHabits(ledger, clock.now()),
      answers: this.answers,
      audit,
      kinds: new KindMemory(),
      tries: new KeptTries(ledger, localCalendar, clock),
      drill: this.drill,
      surroundings: () => this.#surroundings.now(),
    };
    const trail = keepTrailShort(audit, clock, log);
    this.#subscriptions = [
      this.#changed,
      this.#refused,
      this.#surroundings,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('switchyard')) return;
        this.#refresh();
        void this.#readPrints();
        if (event.affectsConfiguration('switchyard.audit')) trail.wishChanged();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refresh()),
      context.secrets.onDidChange(() => void this.#keysChanged()),
      trail,
      new AlertWatch({ ledger, notices, clock, logger: log, tell: (...alert) => tellAlert(this.team, ...alert) }),
      // After an answer nobody waits: what the provider says of its models is looked at once a day.
      { dispose: ledger.onChange((row) => this.#answered(row)) },
      { dispose: ledger.onChange(watchFailovers(this.team)) },
    ];
    void this.#listings.load(this.setup.providers.values());
    void this.#readPrints();
  }

  get setup(): Setup {
    return this.#picture().setup;
  }

  /** The setup, knowing these models too where their providers are set up. */
  setupFor(models: readonly string[]): Setup {
    return this.#picture().setupFor(models);
  }

  /** Who names chats. */
  get titles(): Settings['titles'] {
    return this.#picture().titles;
  }

  /** For how long requests are kept, and whether with their texts. */
  get auditWish(): Settings['audit'] {
    return this.#picture().audit;
  }

  /** Settings entries that were ignored, with the reason. */
  get problems(): readonly SettingsProblem[] {
    return this.#picture().problems;
  }

  /** A provider of the setup; undefined when it is not set up. */
  provider(id: string): ProviderSetup | undefined {
    return this.setup.providers.get(id);
  }

  /** The models that a provider lists now, with what it says of them. Rejects with a `SwitchyardError`. */
  listModels(provider: ProviderSetup, signal: AbortSignal): Promise<readonly ListedModel[]> {
    return this.#listings.refresh(provider, signal);
  }

  /** The names that a provider is known to list; undefined where its list is not known. Asks nobody. */
  listedNames(provider: ProviderSetup): ReadonlySet<string> | undefined {
    return this.#listings.names(provider);
  }

  /** What is known of a model of this provider, configured or not. */
  describe(provider: ProviderSetup, model: string): CatalogEntry {
    return this.#catalog.lookup(catalogIdOf(vendorOf(provider, PRESETS), provider.id), model, provider) ?? {};
  }

  /** Writes what was learnt of models and what was answered, as far as it is not yet on disk. */
  async flush(): Promise<void> {
    await Promise.all([this.#memory.flush(), this.answers.close(), this.team.close()]);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.ledger.close();
  }

  #picture(): Picture {
    if (this.#current === undefined) {
      const { settings, problems } = parseSettings(readRawSettings());
      const built = buildSetup(settings, {
        presets: PRESETS,
        catalog: this.#catalog,
        hasKey: (id, origin) => this.keys.has(id, origin),
      });
      const { setup, setupFor } = built;
      const { titles, audit } = settings;
      this.#surroundings.prepareFor(setup);
      this.#current = { setup, setupFor, titles, audit, problems: [...problems, ...built.problems] };
    }
    return this.#current;
  }

  #refresh(): void {
    this.#current = undefined;
    this.#changed.fire();
  }

  #answered({ provider: id, outcome }: AttemptRow): void {
    const provider = outcome === 'ok' ? this.provider(id) : undefined;
    if (provider !== undefined) void this.#listings.refreshQuietly(provider);
  }

  async #readPrints(): Promise<void> {
    // A new key deserves a new chance.
    for (const id of await this.#prints.refresh(this.setup.providers.values())) this.tools.breaker.reset(id);
    this.#changed.fire();
  }

  async #keysChanged(): Promise<void> {
    await this.keys.refresh();
    this.#refresh();
    await this.#readPrints();
  }
}
