/** Where the models of one catalogue provider are found in each package; a missing name is the provider's own. */
export interface Vendor {
  /** In `@earendil-works/pi-ai`; null where it has none. */
  readonly recent?: string | null;
  /** In `@oh-my-pi/pi-catalog`. */
  readonly broad?: string | null;
  /** What the batch API costs as a share of the rates. */
  readonly batch?: number;
  /** What an hour's cache write costs as a multiple of the input. */
  readonly hourWrite?: number;
  /** Every chat model answers in JSON when asked. */
  readonly json?: true;
  /** `@pydantic/genai-prices` has a list of 2025. */
  readonly oldPrices?: true;
  /** The packages' prices are no prices per token of this API, such as those of a subscription. */
  readonly unpriced?: true;
  /** Listed rates are those of peak hours: the share that other hours cost, and when the peak is, in UTC. */
  readonly peak?: {
    readonly offPeakShare: number;
    readonly minutes: readonly [number, number][];
    readonly days: number[];
  };
}

/**
 * The vendors that the catalogue knows besides those of `@pydantic/genai-prices`, and what their documentation says of all
 * their models: batch prices (developers.openai.com/api/docs/guides/batch, platform.claude.com/docs/en/build-with-claude/
 * batch-processing, ai.google.dev/gemini-api/docs/batch-api, docs.mistral.ai/capabilities/batch, console.groq.com/docs/
 * batch: half each), an hour's cache (platform.claude.com/docs/en/build-with-claude/prompt-caching: twice the input) and
 * peak hours (api-docs.deepseek.com/quick_start/pricing; China's holidays are off-peak too and not known here).
 */
export const VENDORS: Readonly<Record<string, Vendor>> = {
  openai: { batch: 0.5, json: true },
  anthropic: { batch: 0.5, hourWrite: 2 },
  google: { batch: 0.5, json: true },
  azure: { batch: 0.5, json: true },
  deepseek: {
    json: true,
    peak: {
      offPeakShare: 0.5,
      minutes: [
        [60, 240],
        [360, 600],
      ],
      days: [1, 2, 3, 4, 5],
    },
  },
  mistral: { batch: 0.5, json: true },
  groq: { batch: 0.5, json: true },
  'x-ai': { recent: 'xai', broad: 'xai', json: true },
  moonshotai: { broad: 'moonshot', json: true },
  zai: { json: true },
  qwen: { recent: 'qwen-token-plan', broad: 'alibaba-token-plan', unpriced: true, json: true },
  openrouter: {},
  together: { oldPrices: true },
  fireworks: {},
  cerebras: {},
  minimax: {},
  xiaomi: {},
  meta: {},
  stepfun: {},
  baseten: {},
  deepinfra: {},
  novita: {},
  nvidia: {},
  venice: {},
  huggingface: {},
  nanogpt: {},
  kilo: {},
  zenmux: {},
  aimlapi: {},
  coreweave: {},
  synthetic: {},
  sakana: {},
  aiand: {},
  'vercel-ai-gateway': {},
  'cloudflare-ai-gateway': {},
  cloudflare: { recent: 'cloudflare-workers-ai', broad: null },
  'google-vertex': {},
  'github-copilot': {},
  opencode: { broad: 'opencode-zen' },
};

/** Vendors that only `@pydantic/genai-prices` knows. */
export const PRICED_ONLY: readonly string[] = [
  'arcee',
  'avian',
  'aws',
  'cohere',
  'cursor',
  'doubleword',
  'huggingface_cerebras',
  'huggingface_fireworks-ai',
  'huggingface_groq',
  'huggingface_hyperbolic',
  'huggingface_nebius',
  'huggingface_novita',
  'huggingface_nscale',
  'huggingface_ovhcloud',
  'huggingface_publicai',
  'huggingface_sambanova',
  'huggingface_together',
  'modal',
  'ovhcloud',
  'perplexity',
  'quicksilverpro',
  'typesafe',
  'voyageai',
  'zhipuai',
];

/** When models are shut down, and which old name is answered and billed as another model, as their vendors announced. */
export const RETIREMENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // developers.openai.com/api/docs/deprecations
  openai: {
    'gpt-3.5-turbo': '2026-10-23',
    'gpt-4': '2026-10-23',
    'gpt-4-turbo': '2026-10-23',
    'gpt-4o-2024-05-13': '2026-10-23',
    'gpt-4.1-nano': '2026-10-23',
    o1: '2026-10-23',
    'o1-pro': '2026-10-23',
    'o3-mini': '2026-10-23',
    'o4-mini': '2026-10-23',
    'gpt-5': '2026-12-11',
    'gpt-5-mini': '2026-12-11',
    'gpt-5-nano': '2026-12-11',
    'gpt-5-pro': '2026-12-11',
    o3: '2026-12-11',
    'o3-pro': '2026-12-11',
    'gpt-4o': '2027-01-14',
    'gpt-4o-mini': '2027-01-14',
    'gpt-4.1': '2027-01-14',
    'gpt-4.1-mini': '2027-01-14',
    'gpt-5.1': '2027-04-01',
  },
  // platform.claude.com/docs/en/about-claude/model-deprecations and /release-notes/overview
  anthropic: {
    'claude-2': '2025-07-21',
    'claude-3-5-sonnet': '2025-10-28',
    'claude-3-opus-latest': '2026-01-05',
    'claude-3-7-sonnet-latest': '2026-02-19',
    'claude-sonnet-4-0': '2026-06-15',
    'claude-opus-4-0': '2026-06-15',
  },
  // ai.google.dev/gemini-api/docs/deprecations
  google: { 'gemini-2.5-pro': '2026-12-01', 'gemini-2.5-flash': '2026-12-01' },
  // api-docs.deepseek.com/quick_start/pricing
  deepseek: { 'deepseek-v4-flash': '2026-09-10', 'deepseek-v4-flash-vision-exp': '2026-09-10' },
};

/** Retired names that are answered and billed as another model (api-docs.deepseek.com/quick_start/pricing, note 1). */
export const BILLED_AS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  deepseek: { 'deepseek-v4-flash': 'deepseek-flash', 'deepseek-v4-flash-vision-exp': 'deepseek-flash' },
};
