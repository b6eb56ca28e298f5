import { evenShare } from './evenShare.ts';
import type { Arm, Experiment } from './experiment.ts';

/** The arm of a conversation (or of a request that belongs to none): always the same one, by the arms' weights. */
export function drawArm({ name, arms }: Experiment, key: string): Arm | undefined {
  const all = arms.reduce((sum, { weight }) => sum + weight, 0);
  let left = evenShare(`${name}\n${key}`) * all;
  return arms.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
}
