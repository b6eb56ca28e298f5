type Figures = Readonly<Record<string, number>>;

/** Below this the two releases measure different things in a column, and nothing is carried over. */
const LEAST_CORRELATION = 0.6;

/** Figures of another release on the scale of this one: per column the straight line through the models that both know. */
export function alignTo<F extends Partial<Figures>>(
  scale: ReadonlyMap<string, F>,
  other: ReadonlyMap<string, F>,
): Map<string, F> {
  const columns = new Set([...other.values()].flatMap((figures) => Object.keys(figures)));
  const lines = new Map([...columns].map((column) => [column, lineOf(scale, other, column)]));
  return new Map(
    [...other].map(([name, figures]) => {
      const aligned = Object.entries(figures).flatMap(([column, figure]) => {
        const line = lines.get(column);
        if (line === undefined || figure === undefined) return [];
        return [[column, Math.min(99, Math.max(1, figure * line.slope + line.shift))]];
      });
      return [name, Object.fromEntries(aligned) as F];
    }),
  );
}

function lineOf(
  scale: ReadonlyMap<string, Partial<Figures>>,
  other: ReadonlyMap<string, Partial<Figures>>,
  column: string,
) {
  const pairs = [...other].flatMap(([name, figures]) => {
    const [x, y] = [figures[column], scale.get(name)?.[column]];
    return x === undefined || y === undefined ? [] : [{ x, y }];
  });
  // Too few to tell a slope from chance.
  if (pairs.length < 5) return undefined;
  const mean = (of: (pair: { x: number; y: number }) => number) =>
    pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
  const [mx, my] = [mean(({ x }) => x), mean(({ y }) => y)];
  const [vx, vy] = [mean(({ x }) => (x - mx) ** 2), mean(({ y }) => (y - my) ** 2)];
  const together = mean(({ x, y }) => (x - mx) * (y - my));
  if (together / Math.sqrt(vx * vy) < LEAST_CORRELATION) return undefined;
  return { slope: together / vx, shift: my - (together / vx) * mx };
}
