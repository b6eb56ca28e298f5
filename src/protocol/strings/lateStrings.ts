import { HISTORY_STRINGS } from './historyStrings.ts';
import { ROUTE_DETAIL_STRINGS } from './routeDetailStrings.ts';
import { TRAIL_STRINGS } from './trailStrings.ts';

/** What is said by parts of the panel that are loaded when they are first looked at, in English. */
export const LATE_STRINGS = { ...HISTORY_STRINGS, ...ROUTE_DETAIL_STRINGS, ...TRAIL_STRINGS } as const;
