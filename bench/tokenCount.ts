import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { correctedRatio } from '../src/core/accounting/correctedRatio.ts';
import { estimateTokens } from '../src/core/accounting/estimateTokens.ts';
import { type TokenFamily, tokenFamilyOf } from '../src/core/accounting/tokenFamilies.ts';
import { aim, type Figure, type Progress, row, type SkippedFigure, type Value } from './figure.ts';
import heldOut from './heldOutTokens.json' with { type: 'json' };

/** Public data beside the repository that must not be copied into it. */
const SHARED = join(import.meta.dirname, '../../shared');

/** A model of each family that `heldOutTokens.json` has the true counts of. */
const MODELS: Readonly<Record<string, string>> = {
  openai: 'gpt-5',
  gpt4: 'gpt-4-turbo',
  claude: 'claude-sonnet-4-5',
  gemini: 'gemini-2.5-pro',
  llama: 'llama-3.3-70b',
  qwen: 'qwen3-max',
  deepseek: 'deepseek-chat',
  mistral: 'mistral-large',
  cohere: 'command-r-plus',
};
const UNKNOWN = tokenFamilyOf('');
const REQUEST_TOKENS = 1000;

/** A text's own tokens and what they were estimated as: by its family's weights and by those of unknown models. */
interface Sample {
  readonly real: number;
  readonly known: number;
  readonly unknown: number;
}

/**
 * How far the estimates are off: on the development half of the labelled prompts, which nothing was calibrated on, by the
 * true counts that `scripts/trueTokens.ts` made of them; then on requests of several prompts, before and after what
 * earlier requests' usage has taught; and on recorded answers by the usage their vendors reported.
 */
export async function tokenCount(progress: Progress): Promise<Figure | SkippedFigure> {
  const name = 'tokenCount';
  if (!existsSync(SHARED)) return { name, skipped: 'the prompts and recordings of ../shared are not here' };
  const prompts = readPrompts();
  const families = heldOut.families.map((family, column) => {
    const model = tokenFamilyOf(MODELS[family] ?? '');
    const texts = prompts.map(({ text, tokens }) => sample(text, tokens[column] ?? 0, model));
    progress(`${family}: ${texts.length} texts`);
    return { family, texts, requests: requestsOf(texts) };
  });
  const values = families.map(({ family, texts }) => row(family, meanError(texts, 'known'), '%'));
  const worst = Math.max(...values.map(({ value }) => value));
  const answers = recordedAnswers();
  return {
    name,
    about: `Mean error of token estimates before the request; ${prompts.length} texts of 100 tokens or more, held out.`,
    values: [
      ...values,
      row('as a quarter of the characters, mean of all', mean(families.map((_, at) => quarterError(prompts, at))), '%'),
      ...families.flatMap(({ family, requests }) => [
        row(`${family}, requests`, meanError(requests, 'known'), '%'),
        row(`${family}, requests, corrected by usage`, correctedError(requests, 'known'), '%'),
      ]),
      ...unknownModel(families.map(({ requests }) => requests)),
      row(`recorded answers by reported usage (${answers.length})`, meanError(answers, 'known'), '%'),
    ],
    aims: [
      aim('mean error, mean of the families', mean(values.map(({ value }) => value)), 8, '%'),
      aim('mean error, worst family', worst, 10, '%'),
    ],
  };
}

/** A model whose name says nothing: each family's true counts, estimated by the weights for unknown ones. */
function unknownModel(families: readonly (readonly Sample[])[]): Value[] {
  const before = mean(families.map((requests) => meanError(requests, 'unknown')));
  const after = mean(families.map((requests) => correctedError(requests, 'unknown')));
  return [row('unknown model, requests', before, '%'), row('unknown model, requests, corrected by usage', after, '%')];
}

/** The error of each request when all before it have taught. */
function correctedError(requests: readonly Sample[], by: 'known' | 'unknown'): number {
  let ratio: number | undefined;
  const corrected = requests.map((request) => {
    const estimate = request[by] * (ratio ?? 1);
    ratio = correctedRatio(ratio, request[by], request.real);
    return { ...request, [by]: estimate };
  });
  return meanError(corrected, by);
}

/** Prompts of one source joined until they are as long as a request with some context. */
function requestsOf(texts: readonly Sample[]): Sample[] {
  const requests: Sample[] = [];
  let open = { real: 0, known: 0, unknown: 0 };
  for (const { real, known, unknown } of texts) {
    open = { real: open.real + real, known: open.known + known, unknown: open.unknown + unknown };
    if (open.real < REQUEST_TOKENS) continue;
    requests.push(open);
    open = { real: 0, known: 0, unknown: 0 };
  }
  return requests;
}

function sample(text: string, real: number, family: TokenFamily): Sample {
  return { real, known: estimateTokens(text, family), unknown: estimateTokens(text, UNKNOWN) };
}

function readPrompts(): { text: string; source: string; tokens: readonly number[] }[] {
  const counts: Readonly<Record<string, readonly number[]>> = heldOut.tokens;
  return readFileSync(join(SHARED, 'prompts/dev.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { id: string; prompt: string; source: string })
    .flatMap(({ id, prompt, source }) =>
      counts[id] === undefined ? [] : [{ text: prompt, source, tokens: counts[id] }],
    )
    .sort((a, b) => (a.source < b.source ? -1 : 1));
}

/** Answers whose usage counts nothing but their text: no tool calls, no server tools; reasoning only where it is shown. */
function recordedAnswers(): Sample[] {
  const folder = join(SHARED, 'streams');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Recorded)
    .flatMap(({ api, request_model, response_model, features, expect }) => {
      const { text, reasoning_text, tool_calls, usage } = expect;
      if (!usage?.output || tool_calls.length > 0 || features.some((feature) => feature.includes('server_tool')))
        return [];
      const apart = api === 'gemini-generate' ? 0 : (usage.reasoning ?? 0);
      const shown = api === 'gemini-generate' || apart > 0 ? text : reasoning_text + text;
      const family = tokenFamilyOf(request_model ?? response_model ?? '');
      return shown.length < 100 ? [] : [sample(shown, usage.output - apart, family)];
    });
}

interface Recorded {
  readonly api: string;
  readonly request_model: string | null;
  readonly response_model: string | null;
  readonly features: readonly string[];
  readonly expect: {
    readonly text: string;
    readonly reasoning_text: string;
    readonly tool_calls: readonly unknown[];
    readonly usage: { readonly output: number | null; readonly reasoning: number | null } | null;
  };
}

function quarterError(prompts: readonly { text: string; tokens: readonly number[] }[], column: number): number {
  return mean(prompts.map(({ text, tokens }) => off(text.length / 4, tokens[column] ?? 0)));
}

function meanError(samples: readonly Sample[], by: 'known' | 'unknown'): number {
  return mean(samples.map((one) => off(one[by], one.real)));
}

function off(estimate: number, real: number): number {
  return (Math.abs(estimate - real) / real) * 100;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
