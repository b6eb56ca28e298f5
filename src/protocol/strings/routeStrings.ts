/** The route line above an answer and its details. */
export const ROUTE_STRINGS = {
  // The route line and its details
  choosing: 'Choosing a model…',
  routeDetails: 'Why this model, what happened, what it cost',
  fallbackTo: '{0}: {1} → {2}',
  afterCharacters: 'after {0} characters',
  fromCache: 'from cache',
  waitsFor: 'waiting: {0}',
  waitsUntil: 'waiting {0}: {1}',
  priceUnknown: 'price unknown',
  costUnknown: 'cost unknown',

  // Kinds of task
  task_code: 'Code',
  task_fix: 'Fix',
  task_test: 'Tests',
  task_review: 'Review',
  task_explain: 'Explain',
  task_summarize: 'Summarize',
  task_write: 'Write',
  task_translate: 'Translate',
  task_extract: 'Extract',
  task_reason: 'Reason',
  task_chat: 'Chat',

  // Why a model gave up, in the few words of a fallback line
  error_auth: 'key refused',
  error_quota: 'out of credit',
  error_rateLimit: 'rate limited',
  error_overloaded: 'overloaded',
  error_server: 'server error',
  error_timeout: 'too slow',
  error_network: 'not reachable',
  error_contextLength: 'context too long',
  error_contentFilter: 'content filter',
  error_modelNotFound: 'model not found',
  error_badRequest: 'request refused',
  error_protocol: 'broken answer',
  error_budget: 'over budget',
  error_privacy: 'not allowed here',
  error_cancelled: 'stopped',
  error_noTarget: 'no model left',
} as const;
