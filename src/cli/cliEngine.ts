import { join } from 'node:path';
import process from 'node:process';
import { buildSetup } from '../config/buildSetup.ts';
import { KindMemory } from '../core/classify/asked/kindMemory.ts';
import { Limiter } from '../core/limits/limiter.ts';
import type { Logger } from '../core/ports/logger.ts';
import type { Notices } from '../core/ports/notices.ts';
import type { Team } from '../core/ports/team.ts';
import { CircuitBreaker } from '../core/resilience/breaker.ts';
import { watchFailovers } from '../core/resilience/failoverWatch.ts';
import { HABIT_MS, Latencies } from '../core/resilience/latencies.ts';
import type { Setup } from '../core/routing/setup.ts';
import type { AttemptTools } from '../core/strategies/attemptTools.ts';
import { leakDetector } from '../privacy/detectLeaks.ts';
import { loadBundledCatalog } from '../providers/catalog/bundledCatalog.ts';
import { layeredCatalog } from '../providers/catalog/layeredCatalog.ts';
import { parseListing } from '../providers/catalog/listedModel.ts';
import { listModels } from '../providers/catalog/listModels.ts';
import { ModelListings } from '../providers/catalog/modelListings.ts';
import { createProviders } from '../providers/createProviders.ts';
import { KeyPrints } from '../providers/keyPrints.ts';
import { PRESETS } from '../providers/presets.ts';
import { checkAnswer } from '../providers/structured/checkAnswer.ts';
import { openaiTokenCounter } from '../providers/tokens/openaiTokenCounter.ts';
import { WebhookTeam } from '../providers/webhook/webhookTeam.ts';
import { AnswerCacheFile } from '../storage/answers/answerCacheFile.ts';
import type { AuditStore } from '../storage/audit/auditStore.ts';
import { forgetOld } from '../storage/audit/keepTrailShort.ts';
import { keptHabits } from '../storage/keptHabits.ts';
import type { LedgerStore } from '../storage/ledgerStore.ts';
import { ListingCache } from '../storage/listingCache.ts';
import { localCalendar } from '../storage/localCalendar.ts';
import { localMinute } from '../storage/localMinute.ts';
import { ModelMemoryFile } from '../storage/modelMemoryFile.ts';
import { openLedger } from '../storage/openLedger.ts';
import { systemClock } from '../storage/systemClock.ts';
import { EnvKeys } from './envKeys.ts';
import { dataFolder } from './folders.ts';
import { readConfig } from './readConfig.ts';
import { UsageError } from './usageError.ts';

/** The core as the terminal has it. */
export interface CliEngine {
  readonly setup: Setup;
  /** The setup, knowing these models too where their providers are set up. */
  readonly setupFor: (models: readonly string[]) => Setup;
  readonly tools: AttemptTools;
  readonly ledger: LedgerStore;
  readonly audit: AuditStore;
  readonly notices: Notices;
  readonly team: Team;
  readonly log: Logger;
  /** Writes what is not yet written. */
  close(): Promise<void>;
}

/** Warnings and errors of a command. */
export const stderrLog: Logger = {
  debug() {},
  info() {},
  warn: (message) => process.stderr.write(`switchyard: ${message}\n`),
  error: (message) => process.stderr.write(`switchyard: ${message}\n`),
};

/** Builds the core from the configuration file and the environment. Throws `UsageError`. */
export async function createCliEngine(options: {
  readonly config?: string | undefined;
  readonly 'data-dir'?: string | undefined;
  readonly model?: string | undefined;
  /** Nobody will be asked: every provider of the configuration counts as if its key were there. */
  readonly keyless?: boolean;
}): Promise<CliEngine> {
  const settings = readConfig(options.config);
  const keys = new EnvKeys(process.env, PRESETS);
  const folder = options['data-dir'] ?? dataFolder();
  const listings = new ModelListings({
    store: new ListingCache(join(folder, 'models'), parseListing, stderrLog),
    clock: systemClock,
    ask: (provider, signal) => listModels(provider, keys, signal),
    onChange() {},
  });
  const catalog = layeredCatalog(await loadBundledCatalog(), listings);
  const build = () =>
    buildSetup(settings, {
      presets: PRESETS,
      catalog,
      hasKey: (id, origin) => (options.keyless === true && id in settings.providers) || keys.has(id, origin),
      pinned: options.model,
    });
  // Which lists are kept is known by the providers, what the models are by the lists.
  await listings.load(build().setup.providers.values());
  const { setup, setupFor, problems } = build();
  const [problem] = problems;
  if (options.model !== undefined && !setup.models.has(options.model)) {
    throw new UsageError(`--model ${options.model}: must be PROVIDER/MODEL`);
  }
  if (problem !== undefined) throw new UsageError(`${problem.key}: ${problem.message}`);
  for (const { id, baseUrl } of setup.providers.values()) {
    const withheld = keys.withheld(id, new URL(baseUrl).origin);
    if (withheld !== undefined) stderrLog.warn(withheld);
  }
  if (setup.models.size === 0 && setup.providers.size === 0) {
    stderrLog.warn('no model is set up: set SWITCHYARD_API_KEY_<PROVIDER>, or name a configuration with --config FILE');
  }
  const [{ ledger, reservations, notices, circuits, limits, audit, quality }, memory] = await Promise.all([
    openLedger(join(folder, 'ledger.db'), stderrLog),
    ModelMemoryFile.open(join(folder, 'learnt.json'), stderrLog),
  ]);
  const providers = createProviders((id) => setup.providers.get(id), keys);
  const clock = systemClock;
  audit.follow(() => settings.audit);
  const prints = new KeyPrints(keys, (secret) => circuits.signOf(secret));
  await prints.refresh(setup.providers.values());
  const answers = new AnswerCacheFile(join(folder, 'answers.db'), () => process.cwd(), stderrLog);
  const team = new WebhookTeam({ address: async () => process.env.SWITCHYARD_WEBHOOK_URL, clock, logger: stderrLog });
  ledger.onChange(watchFailovers(team));
  return {
    setup,
    setupFor,
    ledger,
    audit,
    ...{ notices, team, log: stderrLog },
    close: async () => {
      await Promise.all([memory.flush(), answers.close(), team.close()]);
      forgetOld(audit, clock, stderrLog);
      ledger.close();
    },
    tools: {
      providers,
      ledger,
      breaker: new CircuitBreaker(clock, {
        store: circuits,
        random: Math.random,
        keyPrint: (account) => prints.of(account),
      }),
      limiter: new Limiter(limits, clock),
      clock,
      memory,
      counter: openaiTokenCounter,
      checkAnswer,
      detectLeaks: leakDetector(),
      // Nobody is there to be asked.
      budget: { reservations, calendar: localCalendar },
      quality,
      latencies: new Latencies(clock, ledger.firstWordsSince(clock.now() - HABIT_MS)),
      habits: keptHabits(ledger, clock.now()),
      answers,
      audit,
      kinds: new KindMemory(),
      // Neither a workspace nor its branch is known here.
      surroundings: () => ({ minuteOfDay: localMinute(clock.now()) }),
    },
  };
}
