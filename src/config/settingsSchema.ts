import * as z from 'zod';
import { TASKS } from '../core/chat/task.ts';
import { CAPABILITIES, TIERS } from '../core/models/model.ts';
import { APIS, AUTHS } from '../core/models/preset.ts';
import { OBJECTIVES } from '../core/routing/setup.ts';
import { answerSettings } from './answerSettings.ts';
import { auditSchema } from './auditSchema.ts';
import { budgetSchema } from './budgetSettings.ts';
import { cacheSchema } from './cacheSchema.ts';
import { cascadeSchema } from './cascadeSchema.ts';
import { API_WORDS, AUTH_WORDS, CAPABILITY_WORDS, explainedEnum, TASK_WORDS, TIER_WORDS } from './enumWords.ts';
import { experimentSchema } from './experimentSchema.ts';
import { explorationSchema } from './explorationSchema.ts';
import { guardSchema } from './guardSchema.ts';
import { limitSettings } from './limitSettings.ts';
import { modelId } from './modelIdSchema.ts';
import { dataPolicySchema, PRIVACY_SETTING } from './privacySchema.ts';
import { promptSchema } from './promptsSchema.ts';
import { PROVIDER_ID } from './providerId.ts';
import { recognitionSchema } from './recognitionSchema.ts';
import { resilienceSchema } from './resilienceSchema.ts';
import { ruleSchema } from './ruleSchema.ts';

const milliseconds = z.int().min(1).max(3_600_000);
const usdPerMillion = z.number().min(0).max(100_000);
const chain = z.array(modelId).min(1);

/** Paths are added at the end of a base URL, and `fetch` refuses user names. */
function isPlain(url: string): boolean {
  return !URL.canParse(url) || (new URL(url).username + new URL(url).password === '' && !/[?#]/.test(url));
}

const SECRET_MARK = '${secret:';
const SECRET_HEADER = /^(?:proxy-)?authorization$|cookie|token|secret|api-?key/i;

/** Settings are no place for a key: headers that carry one name it instead. */
function hidesSecrets(headers: Record<string, string>): boolean {
  return Object.entries(headers).every(([name, value]) => !SECRET_HEADER.test(name) || value.includes(SECRET_MARK));
}

export const providerSchema = z.strictObject({
  dataPolicy: dataPolicySchema
    .optional()
    .describe('What it does with what it is sent, where you know better than the built-in list or it names none.'),
  api: explainedEnum(APIS, API_WORDS)
    .optional()
    .describe('The API this provider speaks. Known providers need no entry.'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .refine(isPlain, 'must hold no user name, query or fragment')
    .optional()
    .describe("Where the API is, as the vendor's own client takes it, for example https://api.deepseek.com/v1."),
  auth: explainedEnum(AUTHS, AUTH_WORDS)
    .optional()
    .describe('What the provider wants: an API key, a bearer token (such as Azure Entra ID), or nothing.'),
  apiVersion: z
    .string()
    .regex(/^[\w.-]+$/)
    .optional()
    .describe("Azure's api-version, for example 2024-10-21. Without it the v1 API is used, which needs none."),
  headers: z
    .record(z.string(), z.string())
    .refine(hidesSecrets, `secret values only as ${SECRET_MARK}NAME}`)
    .optional()
    .describe(
      `Extra headers. Secret values only as ${SECRET_MARK}NAME}; Switchyard asks for them and keeps them like keys.`,
    ),
  timeouts: z
    .strictObject({
      firstTokenMs: milliseconds
        .optional()
        .describe('Until the first word. Default 10 s; 120 s for reasoning models and servers on this machine.'),
      idleMs: milliseconds.optional().describe('Between two pieces of an answer. Default 15 s.'),
      totalMs: milliseconds.optional().describe('For a whole answer. Default 10 minutes.'),
    })
    .optional()
    .describe('How long to wait, in milliseconds, before the next model is asked.'),
  ...limitSettings,
});

const cacheRates = {
  cachedInput: usdPerMillion
    .optional()
    .describe('Input that the vendor still has from an earlier request, which is cheaper.'),
  cacheWrite: usdPerMillion.optional().describe('Input that the vendor stores for some minutes, for later requests.'),
  cacheWrite1h: usdPerMillion.optional().describe('Input that the vendor stores for an hour.'),
};

export const modelSchema = z.strictObject({
  price: z
    .strictObject({
      input: usdPerMillion,
      ...cacheRates,
      output: usdPerMillion,
      reasoning: usdPerMillion.optional(),
      tiers: z
        .array(
          z.strictObject({
            aboveInputTokens: z.int().min(1),
            input: usdPerMillion.optional(),
            ...cacheRates,
            output: usdPerMillion.optional(),
            reasoning: usdPerMillion.optional(),
          }),
        )
        .optional()
        .describe('The rates of a request with more input tokens than this; those not named stay as they are.'),
    })
    .optional()
    .describe('US$ per million tokens. Wins over the built-in price list.'),
  contextWindow: z
    .int()
    .min(1)
    .optional()
    .describe('The most tokens it can handle at once, question and answer together.'),
  maxOutputTokens: z.int().min(1).optional().describe('The most tokens it may write in one answer.'),
  capabilities: z
    .array(explainedEnum(CAPABILITIES, CAPABILITY_WORDS))
    .optional()
    .describe('What the model can take and do.'),
  tier: explainedEnum(TIERS, TIER_WORDS)
    .optional()
    .describe('How capable the model is: budget for simple requests, premium for complex ones.'),
});

export const routeSchema = z.union([
  chain,
  z.strictObject({
    models: chain,
    ...answerSettings,
  }),
]);

const TITLES = ['firstLine', 'model'] as const;

export const ROUTE_NAMES = [...TASKS, 'default'] as const;

/** Every setting, once: its schema, what the user reads about it, and who may set it. */
export const SETTINGS = {
  providers: {
    schema: z.record(z.string().regex(PROVIDER_ID), providerSchema),
    default: {},
    // Read from the user's own settings in every kind of window; a workspace must not be able to send a key elsewhere.
    scope: 'application',
    description:
      'Whose models you use. [Add a provider with its key](command:switchyard.addProvider): known ones (`openai`, `anthropic`, `google`, `deepseek`, `openrouter`, …) need nothing here. An entry is for another address, other headers or time limits, or a server of your own. Keys are never settings. [Check the setup](command:switchyard.checkSetup) or [test every provider](command:switchyard.testProviders).',
  },
  models: {
    schema: z.record(z.string(), modelSchema),
    default: {},
    scope: 'application',
    description:
      'Further models, as `PROVIDER/MODEL`, besides those that each provider brings: [choose among all it has](command:switchyard.addModels). Prices and sizes of known models need no entry.',
  },
  objective: {
    schema: z.enum(OBJECTIVES),
    default: 'balanced',
    scope: 'window',
    description:
      'What matters most when *Auto* chooses a model. Your own choice per task, in `#switchyard.routes#`, comes before it.',
    enumDescriptions: [
      'The cheapest model that is likely to do.',
      'A cheap model for an easy question, a strong one for a hard question.',
      'The model that starts to answer first.',
      'The strongest models for everything.',
    ],
  },
  routes: {
    schema: z.partialRecord(
      explainedEnum(ROUTE_NAMES, { ...TASK_WORDS, default: 'Every task without a route of its own.' }),
      routeSchema,
    ),
    default: {},
    scope: 'window',
    description:
      'Your own choice of models per kind of task, best first: the next one is asked when one fails. `default` is for all other tasks. Without any, *Auto* chooses among all the models you have, by `#switchyard.objective#`. [Write them for this workspace](command:switchyard.openRoutingSettings) or [see why the last answer came from its model](command:switchyard.showRoute).',
  },
  rules: {
    schema: z.array(ruleSchema),
    default: [],
    scope: 'window',
    description:
      'What is different for questions of a kind: who is asked, who is not, and how. The first rule that fits is followed, and no other.',
  },
  prompts: {
    schema: z.array(promptSchema),
    default: [],
    scope: 'window',
    description:
      'Your own words to the models, instead of or after those of Switchyard: for everything, for some tasks or models, or for a rule that names them with `prompt`.',
  },
  resilience: {
    schema: resilienceSchema,
    default: {},
    scope: 'window',
    description:
      'What happens when a model fails. By default the next one is asked at once, and the failing one not again for a while.',
  },
  privacy: PRIVACY_SETTING,
  budget: {
    schema: budgetSchema,
    default: {},
    scope: 'window',
    tightenOnly: true,
    description:
      'How much may be spent, in US$ by your own calendar. What a request can cost at most is set aside before it is sent, for all windows together, so that no limit is passed. A workspace can only tighten it.',
  },
  cache: {
    schema: cacheSchema,
    default: {},
    scope: 'window',
    tightenOnly: true,
    description:
      'Earlier answers to exactly the same question, kept per workspace on this computer. Never for a model chosen by hand, for questions with tools or for confidential ones. A workspace can only have less kept. [Forget them](command:switchyard.clearAnswers).',
  },
  guard: {
    schema: guardSchema,
    default: null,
    scope: 'application',
    description:
      'A model that judges what is sent to every other model and what comes back, `{"model": "groq/meta-llama/llama-guard-4-12b"}`. It is asked like any other, with its costs; nothing is judged without it.',
  },
  recognition: {
    schema: recognitionSchema,
    default: {},
    scope: 'application',
    description:
      'Whether a model is asked what a question is (to explain, to fix, …) where its words leave that open, `{"model": "cheapest"}`: for a second at most, once for the same words. It is sent the words, at most 2,000 characters of them, and nothing that goes along with them; its cost is part of the answer\'s. By default nobody is asked.',
  },
  cascade: {
    schema: cascadeSchema,
    default: {},
    scope: 'window',
    description:
      'How a cheap answer is checked before it is shown, and what asking a stronger model after it may cost, for routes and rules with `"strategy": "cascade"`.',
  },
  exploration: {
    schema: explorationSchema,
    default: {},
    scope: 'application',
    description:
      'Whether a model other than the best one is tried now and then, to learn how it does: `{"share": 0.05}` is one in twenty first questions of chats where *Auto* chooses freely, never one that is complex. The line above the answer says so. By default none is tried.',
  },
  experiments: {
    schema: z.record(z.string(), experimentSchema),
    default: {},
    scope: 'window',
    description:
      'Models that share your conversations, to see which does better: `{"cheaper code": {"tasks": "code", "arms": [{"model": "a/x"}, {"model": "b/y"}]}}`. A conversation stays with its arm. [See how they do](command:switchyard.showExperiments).',
  },
  audit: {
    schema: auditSchema,
    default: {},
    scope: 'application',
    description:
      'What is kept of every request besides its costs: why it went to its model, what was tried and how it ended. [Show the audit trail](command:switchyard.showAuditTrail).',
  },
  titles: {
    schema: z.enum(TITLES),
    default: 'firstLine',
    scope: 'application',
    description:
      'How chats are named in the list. Nothing is asked, and nothing spent, unless you choose a model here.',
    enumDescriptions: [
      'By the first line of the first question.',
      'By a few words that your cheapest model, of a provider who was to see the question, writes after the first answer. Each costs about as much as a very short question.',
    ],
  },
} as const satisfies Record<string, SettingDefinition>;

export interface SettingDefinition {
  readonly schema: z.ZodType;
  readonly default: unknown;
  /** The editor's configuration scope; `application` is the user's own settings only. */
  readonly scope: 'application' | 'window';
  readonly description: string;
  /** A workspace's value is read apart from the user's: it may only make it stricter. */
  readonly tightenOnly?: true;
  readonly enumDescriptions?: readonly string[];
}

export type SettingName = keyof typeof SETTINGS;
