import type { ErrorKind } from '../chat/errors.ts';

/** What happens after an error of each kind: ask the next target, or stop because it would say the same. */
export const AFTER_ERROR: Readonly<Record<ErrorKind, 'next' | 'stop'>> = {
  auth: 'next',
  quota: 'next',
  rateLimit: 'next',
  overloaded: 'next',
  server: 'next',
  timeout: 'next',
  network: 'next',
  contextLength: 'next',
  modelNotFound: 'next',
  protocol: 'next',
  contentFilter: 'stop',
  badRequest: 'stop',
  budget: 'stop',
  privacy: 'stop',
  cancelled: 'stop',
  noTarget: 'stop',
};
