/** The composer: where a question is written. */
export const COMPOSER_STRINGS = {
  ask: 'Ask anything, # to add context, / for tasks',
  askShort: 'Ask anything…',
  message: 'Message',
  send: 'Send (Enter)',
  queueMessage: 'Queue (Enter)',
  stop: 'Stop (Escape)',
  model: 'Model',
  auto: 'Auto',
  autoDetail: 'The right model for each task',
  addProvider: 'Add Provider…',
  privacyOf: 'Privacy: {0}',
} as const;
