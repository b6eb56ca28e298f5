import { say } from '../words.ts';
import type { Objective } from './setup.ts';

/** What an objective prefers, as a reason. */
export function objectiveWords(objective: Objective): string {
  return {
    cheapest: say('you prefer the cheapest model that is likely to do'),
    balanced: say('you prefer a cheap model for what is easy and a strong one for what is hard'),
    fastest: say('you prefer the model that answers soonest'),
    best: say('you prefer the strongest models for everything'),
  }[objective];
}
