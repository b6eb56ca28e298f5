import type { ErrorKind } from '../chat/errors.ts';

/** What an error of each kind means for what comes after it. */
interface Consequence {
  /**
   * Ask the next target; the next one with a larger window; the next provider where the user allows it; or stop because
   * every target would say the same.
   */
  readonly after: 'next' | 'nextThatFits' | 'nextProviderIfAllowed' | 'stop';
  /** Whom it speaks against for a while: this model, every model of its provider, or nobody. */
  readonly blames: 'model' | 'provider' | 'nobody';
}

/**
 * What fails over and what does not. A bad request stops, save that a field which only this model refuses is dropped
 * before anything here is asked.
 */
export const CONSEQUENCES: Readonly<Record<ErrorKind, Consequence>> = {
  auth: { after: 'next', blames: 'provider' },
  quota: { after: 'next', blames: 'provider' },
  rateLimit: { after: 'next', blames: 'model' },
  overloaded: { after: 'next', blames: 'model' },
  server: { after: 'next', blames: 'model' },
  timeout: { after: 'next', blames: 'model' },
  network: { after: 'next', blames: 'model' },
  modelNotFound: { after: 'next', blames: 'model' },
  protocol: { after: 'next', blames: 'model' },
  contextLength: { after: 'nextThatFits', blames: 'nobody' },
  contentFilter: { after: 'nextProviderIfAllowed', blames: 'nobody' },
  badRequest: { after: 'stop', blames: 'nobody' },
  // What is left may do for a cheaper one.
  budget: { after: 'next', blames: 'nobody' },
  privacy: { after: 'stop', blames: 'nobody' },
  cancelled: { after: 'stop', blames: 'nobody' },
  noTarget: { after: 'stop', blames: 'nobody' },
};
