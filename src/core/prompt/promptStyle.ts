import { matchesModel } from '../models/matchesModel.ts';
import type { Model } from '../models/model.ts';
import type { Wording } from './promptTexts.ts';

/** How a kind of model is best told what to do. */
export interface PromptStyle {
  readonly name: string;
  readonly wording: Wording;
  /** Instructions stand in XML tags, apart from what the user says. */
  readonly tagged?: true;
  /** What its vendor wants before everything else. */
  readonly opening?: string;
  /** It is given no system prompt: what would be in it stands before the first question. */
  readonly systemless?: true;
}

/** What only some models want, by their names; each as its vendor's guide says. */
const BY_NAME: readonly (Omit<PromptStyle, 'wording'> & { readonly models: readonly string[] })[] = [
  // “Avoid adding a system prompt; all instructions should be contained within the user prompt”: github.com/deepseek-ai/DeepSeek-R1, Usage Recommendations.
  { name: 'r1', models: ['deepseek-r1*'], systemless: true },
  // They write no Markdown unless this stands in the first line: platform.openai.com/docs/guides/reasoning-best-practices.
  { name: 'o', models: ['o1*', 'o3*', 'o4*'], opening: 'Formatting re-enabled' },
  // Tags tell instructions from context: platform.claude.com/docs/en/build-with-claude/prompt-engineering/use-xml-tags.
  { name: 'claude', models: ['*claude-*'], tagged: true },
];

/** The size that a model's name tells: `qwen2.5-coder:7b`, `gemma3:270m`. */
const SIZE = /(?:^|[-_:.])e?(\d+(?:\.\d+)?)([bm])(?![a-z0-9])/i;
const SMALL_BILLIONS = 9;

const known = new WeakMap<Model, PromptStyle>();
const styles = new Map<string, PromptStyle>();

/** The style of a model, told by its name and whether it thinks; one object for all models of a style. */
export function styleOf(model: Model): PromptStyle {
  const earlier = known.get(model);
  if (earlier !== undefined) return earlier;
  const wording = wordingFor(model);
  const { models: _, ...row } = BY_NAME.find(({ models }) => models.some((one) => matchesModel(model.id, one))) ?? {
    name: wording,
    models: [],
  };
  const kind = `${row.name} ${wording}`;
  const style = styles.get(kind) ?? { ...row, wording };
  styles.set(kind, style);
  known.set(model, style);
  return style;
}

/**
 * Who thinks by itself is not told to do so step by step (platform.openai.com/docs/guides/reasoning-best-practices); small
 * models get clear, short sentences (llama.com/docs/how-to-guides/prompting).
 */
function wordingFor({ name, reasoning }: Model): Wording {
  if (reasoning) return 'thinking';
  const [, size, unit] = SIZE.exec(name) ?? [];
  const isSmall = size !== undefined && (unit?.toLowerCase() === 'm' || Number(size) <= SMALL_BILLIONS);
  return isSmall ? 'literal' : 'usual';
}
