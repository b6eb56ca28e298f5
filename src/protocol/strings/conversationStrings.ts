/** The list of messages, and how an answer ended. */
export const CONVERSATION_STRINGS = {
  // The list of messages
  conversation: 'Conversation',
  you: 'You',
  answer: 'Answer',
  jumpToLatest: 'Jump to latest',
  copy: 'Copy',
  copyAnswer: 'Copy answer',
  copyCode: 'Copy code',
  copied: 'Copied',
  regenerate: 'Regenerate',
  reasoning: 'Reasoning',
  thinking: 'Thinking…',
  code: 'Code',

  // How an answer ended
  cutAtLimit: 'Cut at the output limit of the model.',
  toolCalls: 'The model asked for a tool, which chat does not offer.',
  stopped: 'Stopped.',
  interrupted: 'Interrupted: the editor was closed while the answer was coming.',
  failedTitle: 'No answer',
  emptyAnswer: 'The model ended without an answer.',
  retry: 'Retry',
} as const;
