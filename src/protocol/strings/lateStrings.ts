import { DETAIL_STRINGS } from './detailStrings.ts';
import { HISTORY_STRINGS } from './historyStrings.ts';
import { TRAIL_STRINGS } from './trailStrings.ts';

/** What is said by parts of the panel that are loaded when they are first looked at, in English. */
export const LATE_STRINGS = { ...DETAIL_STRINGS, ...HISTORY_STRINGS, ...TRAIL_STRINGS } as const;
