import type { ErrorKind } from '../chat/errors.ts';

/** What an error of each kind means for what comes after it. */
interface Consequence {
  /** Ask the next target, or stop because it would say the same. */
  readonly after: 'next' | 'stop';
  /** Whom it speaks against for a while: this model, every model of its provider, or nobody. */
  readonly blames: 'model' | 'provider' | 'nobody';
}

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
  contextLength: { after: 'next', blames: 'nobody' },
  contentFilter: { after: 'stop', blames: 'nobody' },
  badRequest: { after: 'stop', blames: 'nobody' },
  budget: { after: 'stop', blames: 'nobody' },
  privacy: { after: 'stop', blames: 'nobody' },
  cancelled: { after: 'stop', blames: 'nobody' },
  noTarget: { after: 'stop', blames: 'nobody' },
};
