import type { Figures, Metric } from '../../core/models/figures.ts';
import { compareVersions, lineageOf, plainName } from './modelName.ts';
import type { QualityData } from './qualityData.ts';

type Row = readonly (number | null)[];

/**
 * What was published of models, by whatever name a provider gives them: a model's own figures, or those of the newest
 * model before it in its line. Undefined where there are neither.
 */
export function publishedFigures({ metrics, models }: QualityData): (name: string) => Figures | undefined {
  const scales = metrics.map((_, column) => scaleOf(Object.values(models).map((row) => row[column] ?? null)));
  const lines = new Map<string, { readonly name: string; readonly version: readonly number[] }[]>();
  const names = new Map<string, string>();
  for (const name of Object.keys(models)) {
    names.set(plainName(name), name);
    const { line, version } = lineageOf(plainName(name));
    lines.set(line, [...(lines.get(line) ?? []), { name, version }]);
  }
  for (const line of lines.values()) line.sort((a, b) => compareVersions(b.version, a.version));
  const figuresOf = (of: string, row: Row, own: boolean): Figures => {
    const percent: Partial<Record<Metric, number>> = {};
    const standing: Partial<Record<Metric, number>> = {};
    metrics.forEach((metric, column) => {
      const [figure, scale] = [row[column], scales[column]];
      if (figure == null || scale === undefined) return;
      percent[metric] = figure;
      standing[metric] = (logit(figure) - scale.mean) / scale.deviation;
    });
    return { of, own, percent, standing };
  };
  return (asked) => {
    const plain = plainName(asked);
    const own = names.get(plain);
    const row = own === undefined ? undefined : models[own];
    if (own !== undefined && row !== undefined) return figuresOf(own, row, true);
    const { line, version } = lineageOf(plain);
    if (line === '') return undefined;
    const before = lines.get(line)?.find((one) => version.length === 0 || compareVersions(one.version, version) <= 0);
    const theirs = before && models[before.name];
    return theirs && figuresOf(before.name, theirs, false);
  };
}

function scaleOf(column: Row): { readonly mean: number; readonly deviation: number } {
  const logits = column.flatMap((figure) => (figure === null ? [] : [logit(figure)]));
  const mean = logits.reduce((sum, value) => sum + value, 0) / logits.length;
  const variance = logits.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logits.length;
  return { mean, deviation: Math.sqrt(variance) || 1 };
}

function logit(percent: number): number {
  const share = Math.min(0.99, Math.max(0.01, percent / 100));
  return Math.log(share / (1 - share));
}
