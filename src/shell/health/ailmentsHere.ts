import type { Ailment } from '../../core/resilience/breaker.ts';
import type { Engine } from '../engine.ts';

/** Every provider and model of this setup that is not well, whoever found it out. */
export function ailmentsHere({ setup, tools }: Engine): Ailment[] {
  return tools.breaker
    .ailments()
    .filter(({ of, id }) => (of === 'model' ? setup.models.has(id) : setup.providers.has(id.split('/')[0] ?? id)));
}
