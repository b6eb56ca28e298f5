/** A code block's header: what can be done with it. */
export const CODE_STRINGS = {} as const;
