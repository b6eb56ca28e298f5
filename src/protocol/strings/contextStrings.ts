/** What is sent along: chips, completions, what fits. */
export const CONTEXT_STRINGS = {
  // Chips
  contextSent: 'Sent with your message',
  addContext: 'Add context',
  addContextHint: 'Add context: type #, paste a picture, or drag files here while holding Shift',
  addEditor: 'Active editor',
  addEditorHint: 'Send the selection or the active file along',
  removeContext: 'Remove {0}',
  chipTokens: '{0} tokens',
  chipCounting: 'counting tokens…',
  chipLeftOut: 'left out: {0}',
  attachPage: 'Attach page as text',
  attachPageHint: 'Read {0} and send its text along',
  dismissPage: 'Keep only the address',

  // Pictures and what is dropped
  pastedImage: 'Pasted image',
  imageUnreadable: '{0} cannot be read as a picture.',
  dropHere: 'Attach as context',

  // Completions behind # and /
  completionsContext: 'Context',
  completionsTasks: 'Tasks and prompt files',
  completionsOne: '1 suggestion',
  completionsMany: '{0} suggestions',

  // How the question fits the model
  fitTokens: '{0} tokens',
  fitWindow: '{0} of {1} tokens',
  fitDetail: 'About {0} of the {1} tokens that {2} can read',
  fitDetailNoWindow: 'About {0} tokens for {1}, whose window is unknown',
  fitPrice: 'Sending costs about {0}, before the answer',
  fitNoPrice: 'No price is known for this model',

  // What a summary stands for
  compaction: 'Summary of earlier messages',
  compactionActive: 'Earlier messages summarized by {0} ({1})',
  compactionUndone: 'Earlier messages are sent whole, not as the summary by {0}',
  compactionShow: 'Show Summary',
  compactionHide: 'Hide Summary',
  compactionUndo: 'Undo',
  compactionUse: 'Use Summary',
} as const;
