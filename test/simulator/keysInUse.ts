/** Every key that a simulated provider of this process has expected so far. */
export const keysInUse = new Set<string>();
