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
  checked: 'Auto, checked',
  checkedDetail: 'A cheap model first, a stronger one if its answer does not pass',
  addProvider: 'Add Provider…',
  privacyOf: 'Privacy: {0}',
} as const;
