import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { questionSets } from './complexity/questionSets.ts';
import { trainModel } from './complexity/trainModel.ts';

// `node scripts/trainComplexity.ts`: makes the file that `complexity` and `difficulty` come from, the same bytes each time.
// How good it is on questions it was not trained on: `npm run bench -- routing`.
const FILE = join(import.meta.dirname, '../src/core/classify/complexity/complexityData.json');

const sets = questionSets();
if (sets === undefined) {
  console.error('The question sets and prompts of ../shared are not here: nothing to train on.');
  process.exit(1);
}
const text = `${JSON.stringify(trainModel(sets))}\n`;
writeFileSync(FILE, text);
console.log(`${FILE}: ${text.length} bytes`);
