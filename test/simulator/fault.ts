/** Everything a simulated vendor may have against a request; each dialect says it in its own words. */
export type Fault =
  /** A wrong key, or none. */
  | { readonly type: 'key'; readonly presented: boolean }
  /** A status that the script asks for. */
  | { readonly type: 'status'; readonly status: number; readonly code?: string; readonly retryAfter?: number | string }
  | { readonly type: 'unknownUrl'; readonly method: string; readonly url: string }
  | { readonly type: 'unreadable' }
  | { readonly type: 'unknownModel'; readonly model: string }
  /** The model does not take this field, or not this value of it; `path` is where it was found. */
  | { readonly type: 'refused'; readonly path: string; readonly value?: unknown; readonly valueOnly: boolean }
  | {
      readonly type: 'contextLength';
      readonly tokens: number;
      readonly window: number;
      readonly maxOutputTokens: number | undefined;
    }
  | { readonly type: 'blockedPrompt' }
  /** A request that is wrong in itself, already in the vendor's words. */
  | {
      readonly type: 'invalid';
      readonly message: string;
      readonly param?: string;
      readonly code?: string;
      readonly status?: number;
    }
  | { readonly type: 'broken'; readonly message: string };
