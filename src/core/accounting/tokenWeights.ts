import type { Feature } from './textFeatures.ts';

const COLUMNS = [
  'openai',
  'gpt4',
  'claude',
  'gemini',
  'llama',
  'qwen',
  'deepseek',
  'mistral',
  'cohere',
  'chinese',
  'unknown',
] as const;

/** A set of weights. */
export type WeightsName = (typeof COLUMNS)[number];

/** Tokens for each time a feature is in a text, by column; printed by `scripts/calibrateTokens.ts`, which says from what. */
const TABLE: Readonly<Record<Feature, readonly number[]>> = {
  // openai gpt4 claude gemini llama qwen deepseek mistral cohere chinese unknown
  spacedWord: [0.76, 0.63, 0.45, 0.94, 0.57, 0.58, 0.62, 0.68, 0.86, 0.62, 0.67],
  gluedWord: [0.37, 0.146, 0.39, 0.87, 0.028, 0.018, 0.47, 0.49, 0.74, 0.295, 0.46],
  firstWord: [0.59, 0.249, 0.65, 1, 0.31, 0.35, 0.5, 0.47, 0.99, 0.41, 0.46],
  hump: [0.58, 0.237, 0.163, 0.65, 0.179, 0.036, 0.204, 0.45, 0.45, 0.069, 0.286],
  surprise: [0.057, 0.113, 0.153, 0.009, 0.128, 0.117, 0.104, 0.083, 0.029, 0.105, 0.092],
  longSurprise: [0.091, 0.071, 0.052, 0.138, 0.027, 0.067, 0.069, 0.067, 0.14, 0.08, 0.076],
  accented: [0, 0.47, 1.2, 0, 0, 0, 0.217, 0, 0, 0.091, 0.08],
  digit: [0, 0, 0, 0.72, 0, 0.69, 0, 0.56, 0.84, 0.235, 0.108],
  digitGroup: [1.22, 1.35, 0.86, 0.55, 1.27, 0.88, 1.19, 1.14, 0.253, 1.27, 1.43],
  punctuationRun: [0.83, 0.72, 1.01, 1.11, 0.78, 0.86, 0.81, 0.79, 1.15, 0.83, 0.82],
  otherPunctuation: [0.36, 0.45, 0.085, 0.026, 0.41, 0.37, 0.249, 0.231, 0, 0.284, 0.246],
  samePunctuation: [0.257, 0.3, 0.16, 0.107, 0.227, 0.265, 0.263, 0.279, 0.297, 0.23, 0.187],
  lineBreak: [1, 0.54, 1.2, 1.2, 0.78, 0.68, 0.98, 1.2, 1.2, 0.86, 1.2],
  indent: [0.284, 0.63, 0.203, 0.57, 0.31, 0.3, 0.217, 0.078, 0, 0.254, 0.128],
  longBlank: [0, 0.032, 0.281, 0.199, 0.038, 0.034, 0, 0, 0, 0, 0.09],
  cyrillicWord: [0.186, 0.234, 0, 0.228, 0, 0, 0.26, 0.242, 0.202, 0.096, 0.185],
  cyrillic: [0.258, 0.47, 0.58, 0.229, 0.33, 0.36, 0.288, 0.286, 0.24, 0.33, 0.33],
  greek: [0.4, 1.05, 1.33, 0.44, 0.43, 1.01, 0.53, 0.43, 0.31, 0.77, 0.66],
  arabic: [0.33, 0.85, 1.21, 0.34, 0.39, 0.5, 0.4, 0.32, 0.4, 0.48, 0.49],
  devanagari: [0.37, 1.25, 1.38, 0.42, 0.61, 1.14, 0.69, 0.44, 0.83, 0.92, 0.72],
  indic: [0.4, 1.54, 2.16, 0.6, 1.52, 1.24, 0.55, 0.46, 1.39, 0.89, 0.97],
  thai: [0.33, 0.98, 1.94, 0.3, 0.48, 0.67, 0.36, 0.58, 1.08, 0.51, 0.66],
  southEastAsian: [1.96, 2.21, 3, 1.01, 2.01, 1.38, 1.96, 3, 2.26, 1.67, 2.08],
  han: [0.74, 1.19, 1.08, 0.58, 0.82, 0.67, 0.58, 0.96, 0.65, 0.63, 0.77],
  kana: [0.68, 0.98, 1.04, 0.36, 0.64, 0.64, 0.63, 0.6, 0.48, 0.64, 0.65],
  hangulWord: [0.38, 0.59, 0.58, 0.241, 0.297, 0.35, 0.097, 0.36, 0.65, 0.113, 0.264],
  hangul: [0.57, 0.98, 1.14, 0.71, 0.64, 0.69, 0.79, 0.54, 0.43, 0.78, 0.75],
  fullWidth: [1.04, 0.57, 0.46, 1.41, 0.61, 0.68, 1.03, 0.81, 1.32, 0.8, 0.79],
  symbol: [0.99, 1.06, 0.45, 0.86, 0.98, 1.3, 0.92, 1.07, 0.91, 1.17, 1.06],
  astral: [3, 3, 1.34, 1.78, 3, 3, 3, 3, 1.4, 3, 3],
  other: [3, 3, 1.82, 3, 3, 3, 3, 3, 3, 3, 3],
};

/** What each feature of a text adds to its tokens, in this column. */
export function tokenWeights(name: WeightsName): Readonly<Record<Feature, number>> {
  const column = COLUMNS.indexOf(name);
  const entries = Object.entries(TABLE).map(([feature, values]) => [feature, values[column] ?? 0]);
  return Object.fromEntries(entries) as Record<Feature, number>;
}
