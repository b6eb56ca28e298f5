/** The composer: where a question is written. */
export const COMPOSER_STRINGS = {
  ask: 'Ask anything, or select code first…',
  message: 'Message',
  send: 'Send (Enter)',
  queueMessage: 'Queue (Enter)',
  stop: 'Stop (Escape)',
  addContext: 'Add context',
  addContextHint: 'Send the selection or the active file along',
  removeContext: 'Remove {0}',
  contextSent: 'Sent with your message',
  model: 'Model',
  auto: 'Auto',
  autoDetail: 'The right model for each task',
} as const;
