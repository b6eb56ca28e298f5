/** What mends a fault. */
export type Mending =
  | { readonly type: 'addProvider'; readonly provider?: string }
  | { readonly type: 'addModels' }
  | { readonly type: 'openRoutes' }
  | { readonly type: 'openSetting'; readonly key: string }
  | { readonly type: 'removeKey' };

/** Something that is wrong with a setup, or good to know: nothing works until an error is mended. */
export interface SetupFault {
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  /** What it means, in a sentence. */
  readonly detail: string;
  readonly mending: Mending;
  /** Where it stands in the settings, below `switchyard`. */
  readonly path?: readonly (string | number)[];
}
