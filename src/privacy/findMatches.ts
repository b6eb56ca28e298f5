import type { Match } from './match.ts';
import { findCards } from './personal/cards.ts';
import { findEmails } from './personal/emails.ts';
import { findIbans } from './personal/ibans.ts';
import { findNationalIds } from './personal/nationalIds.ts';
import { findPhones } from './personal/phones.ts';
import { findSecrets } from './secrets.ts';

const PERSONAL = [findEmails, findPhones, findCards, findIbans, findNationalIds];

/** Everything that is looked for, in one piece of text. */
export async function findMatches(text: string): Promise<Match[]> {
  const secrets = await findSecrets(text);
  const inSecrets = ({ start }: Match) =>
    secrets.some((one) => start >= one.start && start < one.start + one.value.length);
  const personal = PERSONAL.flatMap((find) => find(text)).filter((match) => !inSecrets(match));
  return [...secrets, ...personal.map((match) => ({ ...match, personal: true as const }))];
}
