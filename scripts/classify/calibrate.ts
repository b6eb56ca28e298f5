/** The scores of a prompt that nothing was learnt from, and the place of its label among them. */
export interface Unseen {
  readonly scores: Float64Array;
  readonly label: number;
}

/** What scores are divided by so that prompts nothing was learnt from are as likely what is said of them as it says. */
export function calibrate(unseen: readonly Unseen[]): number {
  let best = { temperature: 1, loss: Number.POSITIVE_INFINITY };
  for (let step = 8; step <= 50; step++) {
    const temperature = step / 20;
    const loss = unseen.reduce((sum, one) => sum + surprise(one, temperature), 0);
    if (loss < best.loss) best = { temperature, loss };
  }
  return best.temperature;
}

function surprise({ scores, label }: Unseen, temperature: number): number {
  const most = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp((score - most) / temperature), 0);
  return Math.log(total) - ((scores[label] ?? 0) - most) / temperature;
}
