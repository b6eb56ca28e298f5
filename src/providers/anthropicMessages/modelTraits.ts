/** What a model takes, where the models of this dialect differ. */
export interface ModelTraits {
  /** `budget`: told how many tokens to think; `adaptive`: told how hard to try. */
  readonly thinking: 'none' | 'budget' | 'adaptive';
  /** It thinks without being asked. */
  readonly thinksUnasked: boolean;
  /** The `thinking.type` that turns thinking off; absent where leaving the field out does, or nothing can. */
  readonly off?: 'disabled' | 'between_tools';
  /** Whether another temperature than the default is taken. */
  readonly temperature: 'always' | 'unlessThinking' | 'never';
  readonly forcedToolUse: boolean;
  /** `output_config.format`. */
  readonly structuredOutput: boolean;
  /** The conversation may end with the beginning of the answer. */
  readonly prefill: boolean;
  /** Thinking that is sent back must stand behind the very words it was thought on. */
  readonly bindsThinking: boolean;
  /** The shortest prefix that is cached, in tokens. */
  readonly cacheMinimum: number;
  readonly outputCeiling: number;
}

/** Another vendor's model behind this dialect: it takes what the dialect was born with. */
const FOREIGN: ModelTraits = {
  thinking: 'budget',
  thinksUnasked: false,
  off: 'disabled',
  temperature: 'always',
  forcedToolUse: true,
  structuredOutput: false,
  prefill: true,
  bindsThinking: false,
  cacheMinimum: 1024,
  outputCeiling: 8192,
};

/** As in `claude-3-7-sonnet-20250219`, `claude-opus-4-1`, `anthropic/claude-sonnet-5.5` and `claude-haiku-4-5@20251001`. */
const NAME = /claude-(?:(\d)(?:[-.](\d))?-)?([a-z]+)(?:-(\d{1,2})(?!\d)(?:[-.](\d{1,2})(?!\d))?)?/;

/**
 * The traits of a model by its name; a Claude of unknown version is taken for a new one. From platform.claude.com/docs:
 * build-with-claude/thinking-troubleshooting (thinking by model), /thinking (limits and feature compatibility),
 * /preserved-thinking, /structured-outputs, /prompt-caching (cache limitations), models/overview (output limits).
 */
export function traitsOf(model: string): ModelTraits {
  const match = NAME.exec(model.toLowerCase());
  if (match === null) return FOREIGN;
  const [, before, beforeMinor, family = '', after, afterMinor] = match;
  const major = before ?? after;
  const version =
    major === undefined ? Number.POSITIVE_INFINITY : Number(major) * 100 + Number(beforeMinor ?? afterMinor ?? 0);
  return traits(family, family === 'mythos' && model.includes('preview') ? 407 : version);
}

/** `version` is 407 for 4.7. */
function traits(family: string, version: number): ModelTraits {
  const alwaysThinks = family === 'fable' || family === 'mythos';
  const off = alwaysThinks ? undefined : offType(family, version);
  return {
    thinking: version < 307 ? 'none' : version < 406 ? 'budget' : 'adaptive',
    thinksUnasked: version >= 500 || alwaysThinks,
    ...(off === undefined ? {} : { off }),
    temperature: version >= 407 ? 'never' : 'unlessThinking',
    forcedToolUse: family === 'haiku' || version < (alwaysThinks ? 501 : 505),
    structuredOutput: version >= 405,
    prefill: version < 406,
    bindsThinking: version >= 501,
    cacheMinimum: cacheMinimum(family, version),
    outputCeiling: outputCeiling(family, version),
  };
}

function offType(family: string, version: number): ModelTraits['off'] {
  if (version < 500) return undefined;
  if (family === 'haiku' || (version < 505 && (family === 'opus' || family === 'sonnet'))) return 'disabled';
  return family === 'sonnet' ? 'between_tools' : undefined;
}

function cacheMinimum(family: string, version: number): number {
  if (version >= 500) return family === 'sonnet' && version < 505 ? 1024 : 512;
  if (family === 'haiku') return version < 400 ? 2048 : 4096;
  if (version === 407) return 2048;
  return family === 'opus' && (version === 405 || version === 406) ? 4096 : 1024;
}

function outputCeiling(family: string, version: number): number {
  if (version >= 406) return 128_000;
  if (version < 305) return 4096;
  if (version < 307) return 8192;
  return family === 'opus' && version < 405 ? 32_000 : 64_000;
}
