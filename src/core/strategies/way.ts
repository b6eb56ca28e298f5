import type { CascadeSetup } from '../checks/cascadeSetup.ts';

/** The strategy that a request was decided for, with what it takes. Those to come: ensemble, pipeline, plan, batch. */
export type Way =
  | { readonly name: 'single' }
  | { readonly name: 'cascade'; readonly setup: CascadeSetup; readonly threshold: number }
  | { readonly name: 'experiment'; readonly experiment: string; readonly arm: string };
