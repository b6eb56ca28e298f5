import type { Ailment } from '../../core/resilience/breaker.ts';
import type { Setup } from '../../core/routing/setup.ts';

/** Who is unwell, as people know it: a provider's name, or a model's full id. */
export function ailmentTitle({ of, id }: Ailment, setup: Setup): string {
  return of === 'model' ? id : (setup.providers.get(id)?.name ?? id);
}
