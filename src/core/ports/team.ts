import type { ErrorKind } from '../chat/errors.ts';

/** Something that a team wants to hear of: decisions only, never a question or an answer. */
export type TeamNotice =
  | { readonly type: 'failover'; readonly from: string; readonly to: string; readonly kind: ErrorKind }
  | { readonly type: 'alert'; readonly text: string };

/** Tells a team's channel. Never throws and never waits. */
export interface Team {
  tell(notice: TeamNotice): void;
}
