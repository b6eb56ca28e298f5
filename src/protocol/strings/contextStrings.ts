/** What is sent along: chips, completions, what fits. */
export const CONTEXT_STRINGS = {} as const;
