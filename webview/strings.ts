import { START_STRINGS } from '../src/protocol/strings/startStrings.ts';
import { translated } from './translated.ts';

/** What the panel says from its start on, in the reader's language. */
export const strings = translated(START_STRINGS);
