import type { QualityBook } from '../../core/ports/qualityStore.ts';

/** What was learnt, as a process that has a workspace opens it. */
export interface QualityFile extends QualityBook {
  /** From now on these are the workspace's folders, one in a line; without one: ''. */
  follow(folders: () => string): void;
}
