/** A code block's header: what can be done with it. */
export const CODE_STRINGS = {
  applyCode: 'Compare & Apply…',
  applyWord: 'Apply…',
  insertAtCursor: 'Insert at Cursor',
  newFileWithCode: 'New File',
  placeInTerminal: 'Place in Terminal',
  moreForCode: 'More actions',
  reviewFiles: 'Review {0} File Changes',
} as const;
