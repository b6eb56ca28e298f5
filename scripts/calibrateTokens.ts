import { readFileSync } from 'node:fs';
import process from 'node:process';
import { addFeatures, FEATURES, type Feature, noFeatures } from '../src/core/accounting/textFeatures.ts';

/**
 * `node scripts/calibrateTokens.ts ROWS`: prints the tables of `letterSurprise.ts` and `tokenWeights.ts` as they follow
 * from ROWS, what `scripts/trueTokens.ts` wrote: JSON lines of `{kind, group, text, tokens}`. Rows of one group stay
 * together; a quarter of the groups is never fitted on and says how good the weights are. The tables in the repository
 * come from 4,500 texts of 0.3 to 6 KB: the training half of the labelled prompts, documentation in 40 languages, code in
 * 15, data and logs. The benchmark scores on others (`bench/tokenCount.ts`).
 *
 * When the letters' table changes, put it in and run this again: the weights depend on it.
 */
interface Row {
  readonly kind: string;
  readonly group: string;
  readonly text: string;
  readonly tokens: Readonly<Record<string, number>>;
}

const rows = readFileSync(process.argv[2] ?? '', 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Row);
const fitted = rows.filter(({ group }) => hash(group) % 4 > 0);
const heldOut = rows.filter(({ group }) => hash(group) % 4 === 0);

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  openai: ['openai'],
  gpt4: ['gpt4'],
  claude: ['claude'],
  gemini: ['gemini'],
  llama: ['llama'],
  qwen: ['qwen'],
  deepseek: ['deepseek'],
  mistral: ['mistral'],
  cohere: ['cohere'],
  chinese: ['qwen', 'deepseek'],
  unknown: ['openai', 'claude', 'gemini', 'llama', 'qwen', 'deepseek', 'mistral'],
};

/** No character and no run is more tokens than this in any vocabulary: it keeps rare features from explaining others. */
const AT_MOST: Partial<Record<Feature, number>> = {
  surprise: 0.4,
  longSurprise: 0.4,
  digit: 1,
  digitGroup: 1.5,
  lineBreak: 1.2,
  punctuationRun: 1.2,
  otherPunctuation: 1,
  samePunctuation: 0.5,
  longBlank: 0.5,
  accented: 1.2,
  indic: 3,
  southEastAsian: 3,
  astral: 3,
  other: 3,
};

const features = new Map(rows.map((row) => [row, featuresOf(row.text)]));
const weights = Object.entries(FAMILIES).map(([family, truths]) => ({ family, truths, x: calibrate(truths) }));

console.log('letterSurprise.ts');
for (const line of letters()) console.log(`  '${line}',`);
console.log(`\ntokenWeights.ts\n  // ${weights.map(({ family }) => family).join(' ')}`);
FEATURES.forEach((feature, at) => {
  console.log(`  ${feature}: [${weights.map(({ x }) => rounded(x[at] ?? 0)).join(', ')}],`);
});
console.log('\nfamily: mean error of a text, of all texts together; held out, in %');
for (const { family, truths, x } of weights) {
  const pairs = heldOut.map((row) => [estimate(row, x), truth(row, truths)] as const).filter(([, real]) => real >= 100);
  const mean = pairs.reduce((sum, [guess, real]) => sum + Math.abs(guess - real) / real, 0) / pairs.length;
  const total = pairs.reduce((sum, [guess]) => sum + guess, 0) / pairs.reduce((sum, [, real]) => sum + real, 0) - 1;
  console.log(`${family.padEnd(10)} ${(mean * 100).toFixed(1)} ${(total * 100).toFixed(1)}`);
}

/** The weights of a family: least relative error, with the far-off texts weighing less, none below zero. */
function calibrate(truths: readonly string[]): number[] {
  const sizes = Map.groupBy(fitted, ({ kind }) => kind);
  const samples = fitted.map((row) => {
    const real = truth(row, truths);
    // A kind with ten times the texts says more, but not ten times as much; a short text is mostly chance.
    const weight = Math.min(1, real / 100) / Math.sqrt(sizes.get(row.kind)?.length ?? 1);
    return { real, weight, values: features.get(row) ?? [] };
  });
  const most = FEATURES.map((feature) => AT_MOST[feature] ?? 2);
  const x = FEATURES.map(() => 0);
  for (let round = 0; round < 10; round++) {
    const size = x.length;
    const products = Array.from({ length: size }, () => new Float64Array(size));
    const targets = new Float64Array(size);
    for (const { real, weight, values } of samples) {
      const error = round === 0 ? 1 : Math.abs(dot(values, x) - real) / real;
      const share = weight / (real * real) / Math.max(error, 0.02);
      values.forEach((value, i) => {
        if (value === 0) return;
        targets[i] = (targets[i] ?? 0) + share * value * real;
        const line = products[i] as Float64Array;
        values.forEach((other, j) => {
          line[j] = (line[j] ?? 0) + share * value * other;
        });
      });
    }
    descend(products, targets, x, most);
  }
  return x;
}

/** Coordinate descent to the least squares between zero and `most`. */
function descend(products: readonly Float64Array[], targets: Float64Array, x: number[], most: readonly number[]): void {
  for (let turn = 0; turn < 2000; turn++) {
    for (let i = 0; i < x.length; i++) {
      const line = products[i] as Float64Array;
      const own = line[i] ?? 0;
      if (own === 0) continue;
      const rest = dot(line, x) - own * (x[i] ?? 0);
      x[i] = Math.min(most[i] ?? 2, Math.max(0, ((targets[i] ?? 0) - rest) / own));
    }
  }
}

function letters(): string[] {
  const counts = Array.from({ length: 27 }, () => new Float64Array(27).fill(0.5));
  const english = fitted.filter(({ kind }) => /^(?:en|code)-/.test(kind));
  for (const { text } of english) {
    for (const [word] of text.matchAll(/[A-Z]?[a-z]+|[A-Z]+/g)) {
      let before = 0;
      for (const letter of `${word.toLowerCase()}\u0060`) {
        const after = letter.charCodeAt(0) - 0x60;
        const line = counts[before] as Float64Array;
        line[after] = (line[after] ?? 0) + 1;
        before = after;
      }
    }
  }
  return counts.map((line) => {
    const all = line.reduce((sum, count) => sum + count, 0);
    return Array.from(line, (count) => Math.max(0, Math.min(9, Math.round(-Math.log2(count / all) - 3)))).join('');
  });
}

/** To a percent of what it is. */
function rounded(weight: number): number {
  return weight < 0.3 ? Math.round(weight * 1000) / 1000 : Math.round(weight * 100) / 100;
}

function featuresOf(text: string): number[] {
  const found = noFeatures();
  addFeatures(found, text);
  return [...found];
}

function estimate(row: Row, x: readonly number[]): number {
  return dot(features.get(row) ?? [], x);
}

function truth(row: Row, truths: readonly string[]): number {
  return truths.reduce((sum, family) => sum + (row.tokens[family] ?? 0), 0) / truths.length;
}

function dot(a: ArrayLike<number>, b: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < b.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function hash(text: string): number {
  let state = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193) >>> 0;
  return (state ^ (state >>> 15)) >>> 0;
}
