import type * as z from 'zod';
import type { GuardSetup } from '../core/guard/guardSetup.ts';
import { issueWords } from '../core/issueWords.ts';
import type { PrivacyRules } from '../core/privacy/privacyRules.ts';
import type { Objective } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';
import { auditSchema } from './auditSchema.ts';
import { type BudgetSetting, readBudget, tightenBudget } from './budgetSettings.ts';
import { cacheSchema, LOOSEST_CACHE, tightenCache } from './cacheSchema.ts';
import { cascadeSchema } from './cascadeSchema.ts';
import { experimentSchema } from './experimentSchema.ts';
import { explorationSchema } from './explorationSchema.ts';
import { privacyRulesOf } from './privacyRulesOf.ts';
import { privacySchema } from './privacySchema.ts';
import { promptSchema } from './promptsSchema.ts';
import { PROVIDER_ID } from './providerId.ts';
import { readGuard } from './readGuard.ts';
import { recognitionSchema } from './recognitionSchema.ts';
import { resilienceSchema } from './resilienceSchema.ts';
import { ruleSchema } from './ruleSchema.ts';
import { modelSchema, providerSchema, ROUTE_NAMES, routeSchema, SETTINGS } from './settingsSchema.ts';

/** The settings after parsing: what was unusable is missing, everything else is complete. */
export interface Settings {
  readonly providers: Readonly<Record<string, z.output<typeof providerSchema>>>;
  /** Providers whose entry is unusable: not even their preset is used, since the entry may have meant another address. */
  readonly refusedProviders: readonly string[];
  readonly models: Readonly<Record<string, z.output<typeof modelSchema>>>;
  readonly objective: Objective;
  readonly routes: Partial<Record<(typeof ROUTE_NAMES)[number], z.output<typeof routeSchema>>>;
  readonly rules: readonly (z.output<typeof ruleSchema> & { readonly number: number })[];
  readonly prompts: readonly z.output<typeof promptSchema>[];
  readonly resilience: z.output<typeof resilienceSchema>;
  readonly guard: GuardSetup | undefined;
  readonly privacy: PrivacyRules;
  readonly cache: z.output<typeof cacheSchema>;
  readonly budget: BudgetSetting;
  readonly experiments: Readonly<Record<string, z.output<typeof experimentSchema>>>;
  readonly cascade: z.output<typeof cascadeSchema>;
  readonly exploration: z.output<typeof explorationSchema>;
  readonly recognition: z.output<typeof recognitionSchema>;
  /** Who names chats. */
  readonly audit: z.output<typeof auditSchema>;
  readonly titles: z.output<typeof SETTINGS.titles.schema>;
}

/** An entry that was ignored: the setting's key path and what is wrong with it. */
export interface SettingsProblem {
  /** `switchyard.routes.code` */
  readonly key: string;
  readonly message: string;
}

/**
 * Reads raw settings (without the `switchyard.` prefix). A bad entry is left out and named in `problems`; it never
 * takes its neighbours with it.
 */
export function parseSettings(raw: Readonly<Record<string, unknown>>): {
  settings: Settings;
  problems: SettingsProblem[];
} {
  const problems: SettingsProblem[] = [];
  /** Names what is wrong, and says it in one line. */
  const report = (name: string, error: z.ZodError) => {
    const found = error.issues.slice(0, 3).map((issue) => {
      return {
        key: ['switchyard', name, ...issue.path.map(String)].join('.'),
        message: followed(name, issueWords(issue)),
      };
    });
    problems.push(...found);
    return found.map(({ key, message }) => `${key} ${message}`).join('; ');
  };
  const one = <T extends z.ZodType>(
    key: string,
    schema: T,
    value: unknown,
    fallback: z.output<T>,
    unusable = fallback,
  ): z.output<T> => {
    if (value === undefined) return fallback;
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    report(key, parsed.error);
    return unusable;
  };
  const entries = <T extends z.ZodType>(name: string, schema: T, { known, prepare }: EntryOptions = {}) => {
    const value = raw[name];
    if (value === undefined) return {};
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      problems.push({ key: `switchyard.${name}`, message: say('must be an object') });
      return {};
    }
    const good: [string, z.output<T>][] = [];
    for (const [key, entry] of Object.entries(value)) {
      if (known !== undefined && !known.includes(key)) {
        problems.push({ key: `switchyard.${name}.${key}`, message: say('unknown; use one of {0}', known.join(', ')) });
        continue;
      }
      const prepared = prepare === undefined ? entry : prepare(key, entry);
      if (prepared === undefined) continue;
      const parsed = schema.safeParse(prepared);
      if (parsed.success) good.push([key, parsed.data]);
      else report(`${name}.${key}`, parsed.error);
    }
    // Not by assignment: a key may be `__proto__`.
    return Object.fromEntries(good);
  };
  const told = (problem: SettingsProblem) => problems.push(problem);
  const budget = narrower(raw, 'budget').reduce<BudgetSetting>(
    (own, other) => tightenBudget(own, readBudget(other, told), told),
    readBudget(raw.budget, told),
  );
  const list = <T extends z.ZodType>(name: string, schema: T): (z.output<T> & { readonly number: number })[] => {
    const value = raw[name];
    if (value === undefined) return [];
    if (!Array.isArray(value)) {
      problems.push({ key: `switchyard.${name}`, message: say('must be a list') });
      return [];
    }
    return value.flatMap((entry: unknown, index) => {
      const parsed = schema.safeParse(entry);
      if (parsed.success) return [Object.assign({ number: index + 1 }, parsed.data)];
      report(`${name}.${index}`, parsed.error);
      return [];
    });
  };
  const providers = entries('providers', providerSchema, {
    prepare: (key, entry) => checkProvider(key, entry, problems),
  });
  return {
    settings: {
      providers,
      refusedProviders: Object.keys(Object(raw.providers)).filter((id) => !(id in providers)),
      models: entries('models', modelSchema),
      objective: one('objective', SETTINGS.objective.schema, raw.objective, 'balanced'),
      routes: entries('routes', routeSchema, { known: ROUTE_NAMES }),
      rules: list('rules', ruleSchema),
      prompts: list('prompts', promptSchema),
      resilience: one('resilience', resilienceSchema, raw.resilience, resilienceSchema.parse({})),
      guard: readGuard(raw.guard, (error) => report('guard', error)),
      privacy: privacyRulesOf(
        one('privacy', privacySchema, raw.privacy, {}, STRICT_PRIVACY),
        narrower(raw, 'privacy').map((value) => one('privacy', privacySchema, value, {}, STRICT_PRIVACY)),
      ),
      cache: narrower(raw, 'cache')
        .map((value) => one('cache', cacheSchema, Object.assign({ ...LOOSEST_CACHE }, value), LOOSEST_CACHE))
        .reduce(tightenCache, one('cache', cacheSchema, raw.cache, cacheSchema.parse({}))),
      audit: one('audit', auditSchema, raw.audit, auditSchema.parse({})),
      experiments: entries('experiments', experimentSchema),
      cascade: one('cascade', cascadeSchema, raw.cascade, cascadeSchema.parse({})),
      exploration: one('exploration', explorationSchema, raw.exploration, explorationSchema.parse({})),
      recognition: one('recognition', recognitionSchema, raw.recognition, recognitionSchema.parse({})),
      budget,
      titles: one('titles', SETTINGS.titles.schema, raw.titles, 'firstLine'),
    },
    problems,
  };
}

/** What an unusable value comes to: it may have been meant to keep something here. */
const STRICT_PRIVACY: z.output<typeof privacySchema> = {
  levels: { confidential: { localOnly: true } },
  redact: 'secretsAndPersonal',
};

/** Under this name stand the values that a workspace and its folders have of a setting they may only make stricter. */
export function narrowerName(name: string): string {
  return `${name} in the workspace`;
}

function narrower(raw: Readonly<Record<string, unknown>>, name: string): readonly unknown[] {
  const values = raw[narrowerName(name)];
  return Array.isArray(values) ? values : [];
}

interface EntryOptions {
  readonly known?: readonly string[];
  /** The entry without what only a later version knows; undefined leaves it out. */
  readonly prepare?: (key: string, entry: unknown) => unknown;
}

function checkProvider(id: string, entry: unknown, problems: SettingsProblem[]): unknown {
  if (!PROVIDER_ID.test(id)) {
    problems.push({
      key: `switchyard.providers.${id}`,
      message: say('a provider id is letters, digits, ".", "_" and "-"'),
    });
    return undefined;
  }
  return entry;
}

/** What is wrong, and what follows until it is right: where that is not simply that the entry has no effect. */
function followed(name: string, message: string): string {
  if (name !== 'privacy') return message;
  return say('{0}; until then what is confidential stays on this machine, and all that is found is replaced', message);
}
