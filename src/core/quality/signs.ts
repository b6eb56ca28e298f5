/** What one sign says of the answer it is about, and how sure that is: the share of one answer that it counts. */
interface Row {
  readonly says: 'good' | 'bad';
  readonly weight: number;
  /** It says something of an answer of which nothing else is known; of others it says nothing. */
  readonly yields?: true;
  /** The reader's own judgement: outweighs whatever they did. */
  readonly vote?: true;
  /** How statistics sum it up. */
  readonly countsAs?: 'kept' | 'redone';
}

/**
 * The signs by which an answer shows whether it was any good, none of which asks anything of its reader. The order of the
 * weights matters more than their size: what somebody says outweighs what became of the text, that what was first done
 * with it, and that what was only asked next.
 */
export const SIGNS = {
  /** Put into a file after a look at the difference: it was wanted as it stood. */
  applied: { says: 'good', weight: 0.6, countsAs: 'kept' },
  /** Put at the cursor, in a new file or in a terminal: wanted, though perhaps only to be changed. */
  inserted: { says: 'good', weight: 0.5, countsAs: 'kept' },
  /** Copied: wanted, but nobody sees what for. */
  copied: { says: 'good', weight: 0.4, countsAs: 'kept' },
  /** Used in one of these ways, as versions before the fifth of the ledger wrote it. */
  kept: { says: 'good', weight: 0.4, countsAs: 'kept' },
  /** Most of what was put into a file is still there minutes later. */
  survived: { says: 'good', weight: 0.8 },
  /** The editor reports fewer errors in the file than before. */
  fewerErrors: { says: 'good', weight: 0.8 },
  /** Preferred to another model's answer beside it. */
  chosen: { says: 'good', weight: 0.8, countsAs: 'kept' },
  /** Taken back within minutes: nothing of it was wanted after all. */
  undone: { says: 'bad', weight: 0.9 },
  /** Mostly replaced within minutes: some of it was of use, and if only to see what was wanted. */
  rewritten: { says: 'bad', weight: 0.6 },
  /** Where it was put are errors that were not there before; some are of its surroundings' making. */
  moreErrors: { says: 'bad', weight: 0.7 },
  /** The next question says that it is wrong or does not work. */
  corrected: { says: 'bad', weight: 0.7 },
  /** The same model, or any, was to try once more. */
  redone: { says: 'bad', weight: 0.6, countsAs: 'redone' },
  /** Another model was asked too: doubt, or only curiosity. */
  askedOther: { says: 'bad', weight: 0.3, yields: true },
  /** Another model's answer beside it was preferred. */
  passedOver: { says: 'bad', weight: 0.8, countsAs: 'redone' },
  up: { says: 'good', weight: 1, vote: true },
  down: { says: 'bad', weight: 1, vote: true },
  /** A vote that was taken back. */
  unvoted: { says: 'good', weight: 0, vote: true },
} as const satisfies Readonly<Record<string, Row>>;

export type Sign = keyof typeof SIGNS;

/** What the table says of a sign. */
export function rowOf(sign: Sign): Row {
  return SIGNS[sign];
}

/** Whether a word is a sign that this version knows. */
export function isSign(word: string): word is Sign {
  return Object.hasOwn(SIGNS, word);
}
