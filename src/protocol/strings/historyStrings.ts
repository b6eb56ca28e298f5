/** The list of chats. */
export const HISTORY_STRINGS = {} as const;
