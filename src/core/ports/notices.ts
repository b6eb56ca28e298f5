/** What the user was told already, by any window: one that nobody must hear twice is asked about here first. */
export interface Notices {
  /**
   * Whether to tell it now: true for one caller only, in whichever process, and again when `everyMs` have passed since
   * (`Infinity`: never again). `now` is the wall clock's. Where that cannot be known, tells rather than keeps silent.
   */
  tellOnce(key: string, everyMs: number, now: number): boolean;
}
