import { LATE_STRINGS } from '../src/protocol/strings/lateStrings.ts';
import { strings as fromTheStart } from './strings.ts';
import { translated } from './translated.ts';

/** Everything the panel can say, in the reader's language: for parts of it that are loaded late. */
export const strings = { ...fromTheStart, ...translated(LATE_STRINGS) };
