/** Whether a model is asked what a request is where its words leave that open. */
export interface RecognitionSetup {
  /** `cheapest`, or the full id of one. */
  readonly model: string;
  /** Whoever is surer of the task than this is not asked about it, 0…1. */
  readonly below: number;
}
