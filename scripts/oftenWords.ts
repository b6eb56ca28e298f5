import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { oftenWords } from './classify/oftenWords.ts';
import { sharedPrompts } from './classify/sharedPrompts.ts';

// `node scripts/oftenWords.ts`: the words that requests are often made of, for mending slips of the finger; to be run before
// `scripts/trainClassifier.ts`.
const FILE = join(import.meta.dirname, '../src/core/classify/task/oftenWords.json');

const prompts = sharedPrompts();
if (prompts === undefined) {
  console.error('The labelled prompts of ../shared are not here: nothing to count.');
  process.exit(1);
}
writeFileSync(FILE, `${JSON.stringify({ words: oftenWords(prompts).join(' ') })}\n`);
