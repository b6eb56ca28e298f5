/** Arguments or a configuration that cannot be used: one line for the user, exit code 2. */
export class UsageError extends Error {}
