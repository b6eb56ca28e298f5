import { ROUTE_NAMES } from '../settingsSchema.ts';
import type { RouteName } from './brought.ts';

/** Whether a name is one that a route can have: a task, or `default`. */
export function isRouteName(name: string): name is RouteName {
  return (ROUTE_NAMES as readonly string[]).includes(name);
}
