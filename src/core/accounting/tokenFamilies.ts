import type { Feature } from './textFeatures.ts';
import { tokenWeights, type WeightsName } from './tokenWeights.ts';

/** Models that cut text into tokens in the same way. */
export interface TokenFamily {
  readonly id: string;
  /** What the names of its models have in them, in small letters. */
  readonly names: RegExp;
  readonly weights: Readonly<Record<Feature, number>>;
  /**
   * The mean error of the estimate of a text that it was not calibrated on, as a share of its tokens; more where the
   * vocabulary was not there to calibrate on.
   */
  readonly error: number;
  /** The published encoding, where tokens can be counted exactly. */
  readonly encoding?: 'o200k_base';
  /** What its vendor makes of the JSON of tool definitions, as a share of its tokens; 1 when absent. */
  readonly toolShare?: number;
  /** The tokens that its vendor's own instructions add to a request with tools. */
  readonly toolPrompt?: number;
}

/** Words of Latin letters became more tokens with Claude 4.7, everything else stayed: see the row. */
const WORDS: ReadonlySet<Feature> = new Set<Feature>([
  'spacedWord',
  'gluedWord',
  'firstWord',
  'hump',
  'surprise',
  'longSurprise',
  'accented',
]);

/** platform.claude.com/docs/en/agents-and-tools/tool-use/overview: 346 tokens with Claude 4's `auto`, the most common. */
const CLAUDE_TOOLS = { toolPrompt: 346 };

/** The first row that fits a name is its family; the last fits all. */
const FAMILIES: readonly TokenFamily[] = [
  // Tool definitions are shown to the model in a shorter language than JSON (community.openai.com/t/266418).
  row(
    'openai',
    /(?:^|[^a-z])(?:chatgpt|codex|gpt-?(?:4o|4[.-][1-9](?!\d)|[5-9]|oss)|o[1-9](?![a-z\d.]))/,
    'openai',
    0.052,
    {
      encoding: 'o200k_base',
      toolShare: 0.8,
    },
  ),
  row('gpt4', /gpt-?(?:4|3\.?5)|phi-?4/, 'gpt4', 0.064, { toolShare: 0.8 }),
  row(
    'claude',
    /claude-?(?:v?[123](?!\d)|instant|(?:[a-z]+-)?(?:3|4(?![-.](?:[7-9]|1\d)(?!\d))))/,
    'claude',
    0.08,
    CLAUDE_TOOLS,
  ),
  // "roughly 1.0 to 1.35x as many tokens" (Opus 4.7's migration guide); measured by users: 1.36 to 1.46 for European
  // prose, 1.13 to 1.36 for code, 1.0 for other scripts and for numbers.
  {
    ...row('claude-4.7', /claude/, 'claude', 0.1, CLAUDE_TOOLS),
    weights: scaled(tokenWeights('claude'), WORDS, 1.5),
  },
  row('gemini', /gemini|gemma/, 'gemini', 0.037),
  // Before the names of those whose models were distilled into a Llama or a Qwen.
  row('llama', /llama/, 'llama', 0.062),
  row('qwen', /qwen|qwq|qvq/, 'qwen', 0.068),
  row('deepseek', /deepseek/, 'deepseek', 0.064),
  row('mistral', /mi[sx]tral|ministral|magistral|codestral|devstral|pixtral|voxtral/, 'mistral', 0.052),
  row('cohere', /command-|c4ai|aya-/, 'cohere', 0.052),
  // Their own tokenizers, like those of Qwen and DeepSeek made for Chinese as much as for English.
  row('chinese', /kimi|moonshot|glm|minimax|ernie|hunyuan|doubao|seed-|step-|yi-|baichuan|internlm/, 'chinese', 0.08),
  row('unknown', /(?:)/, 'unknown', 0.1),
];

function row(
  id: string,
  names: RegExp,
  weights: WeightsName,
  error: number,
  more: Partial<TokenFamily> = {},
): TokenFamily {
  return { id, names, weights: tokenWeights(weights), error, ...more };
}

function scaled(
  weights: Readonly<Record<Feature, number>>,
  features: ReadonlySet<Feature>,
  factor: number,
): Readonly<Record<Feature, number>> {
  const entries = Object.entries(weights) as [Feature, number][];
  return Object.fromEntries(
    entries.map(([feature, weight]) => [feature, features.has(feature) ? weight * factor : weight]),
  ) as Record<Feature, number>;
}

/** The family of a model by the name that its provider is asked for; the one of unknown models when no row fits. */
export function tokenFamilyOf(modelName: string): TokenFamily {
  const known = families.get(modelName);
  if (known !== undefined) return known;
  const name = modelName.toLowerCase();
  const family = FAMILIES.find(({ names }) => names.test(name)) ?? (FAMILIES.at(-1) as TokenFamily);
  if (families.size >= MOST_NAMES) families.clear();
  families.set(modelName, family);
  return family;
}

/** Every decision asks for all the models there are. */
const families = new Map<string, TokenFamily>();
const MOST_NAMES = 5000;
