import { concerns } from '../../core/drill/drillCircuits.ts';
import type { Ailment } from '../../core/resilience/breaker.ts';
import type { Engine } from '../engine.ts';

/**
 * Every provider and model of this setup that is not well, whoever found it out; who rests because a fire drill lets its
 * calls fail is as well as before.
 */
export function ailmentsHere({ setup, tools, drill: { down } }: Pick<Engine, 'setup' | 'tools' | 'drill'>): Ailment[] {
  return tools.breaker
    .ailments()
    .filter(({ of, id }) => (of === 'model' ? setup.models.has(id) : setup.providers.has(id.split('/')[0] ?? id)))
    .filter(({ of, id, kind }) => down === undefined || kind !== 'network' || !concerns(down, `${of} ${id}`));
}
