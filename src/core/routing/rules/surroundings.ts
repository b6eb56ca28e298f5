/** What is known of where a request is asked; what is absent is unknown, and no condition on it holds. */
export interface Surroundings {
  /** Minutes since midnight by the user's clock. */
  readonly minuteOfDay?: number;
  /** Whether the workspace is trusted. */
  readonly trusted?: boolean;
  /** The branch that is checked out. */
  readonly branch?: string;
}
