/** The list of chats: finding, naming, keeping and deleting them. */
export const HISTORY_TO_HOST = {} as const;

/** What the list of chats shows. */
export const HISTORY_TO_PANEL = {} as const;
