import { isRouteName } from '../isRouteName.ts';
import type { Deployment } from './readDeployment.ts';

/** The output limit that becomes the model's own: that of a group called like a route is the route's. */
export function modelLimit({ model, group, sent }: Deployment): number | undefined {
  return model === undefined || isRouteName(group) ? undefined : sent.maxOutputTokens;
}
