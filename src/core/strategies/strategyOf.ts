import type { AttemptTools } from './attemptTools.ts';
import { cascade } from './cascade.ts';
import { single } from './single.ts';
import type { Strategy } from './strategy.ts';
import type { Way } from './way.ts';

/** How a plan is carried out. An experiment chooses the models; they are asked like any others. */
export function strategyOf({ name }: Way): (tools: AttemptTools) => Strategy {
  switch (name) {
    case 'single':
    case 'experiment':
      return single;
    case 'cascade':
      return cascade;
  }
}
