import { LATE_STRINGS } from './strings/lateStrings.ts';
import { START_STRINGS } from './strings/startStrings.ts';

/** Every string the panel shows, in English; the host translates them and writes them into the page. */
export const PANEL_STRINGS = { ...START_STRINGS, ...LATE_STRINGS } as const;
