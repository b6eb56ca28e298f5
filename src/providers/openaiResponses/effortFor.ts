import { REASONING_EFFORTS, type ReasoningEffort } from '../../core/chat/parameters.ts';

/**
 * The efforts of OpenAI's models, the first row that fits (developers.openai.com/api/docs/guides/deployment-checklist;
 * learn.microsoft.com/javascript/api/@azure/ai-projects/reasoningeffort).
 */
const EFFORTS: readonly (readonly [RegExp, readonly ReasoningEffort[]])[] = [
  [/\bgpt-5-pro/, ['high']],
  [/\bgpt-\d[.\d]*-pro/, ['medium', 'high']],
  [/codex|\bo\d(?:-|$)|\bgpt-6(?:\.\d+)?-astra|\bgpt-6\.\d+-sol/, ['low', 'medium', 'high']],
  [/\bgpt-5(?:-|$)/, ['minimal', 'low', 'medium', 'high']],
  [/\bgpt-(?:5\.|6)/, ['none', 'low', 'medium', 'high']],
];

/** The effort to ask a model for: the wanted one, or the nearest that it knows, rather more than less. */
export function effortFor(modelName: string, wanted: ReasoningEffort): ReasoningEffort {
  const known = EFFORTS.find(([names]) => names.test(modelName))?.[1] ?? REASONING_EFFORTS;
  const atLeast = REASONING_EFFORTS.slice(REASONING_EFFORTS.indexOf(wanted));
  return atLeast.find((effort) => known.includes(effort)) ?? known.at(-1) ?? wanted;
}
