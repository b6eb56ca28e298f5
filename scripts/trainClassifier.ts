import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { buildTaskModel } from './classify/buildTaskModel.ts';
import { crossValidated } from './classify/crossValidated.ts';
import { confusionLines, scored } from './classify/scored.ts';
import { sharedPrompts } from './classify/sharedPrompts.ts';

// `node scripts/trainClassifier.ts`: makes the file that tells tasks by their words, the same bytes each time, and prints
// how good such a model is on prompts of sources it has not learnt from. With `--only-write` it prints nothing of that.
const FILE = join(import.meta.dirname, '../src/core/classify/task/taskModelData.json');

const prompts = sharedPrompts();
if (prompts === undefined) {
  console.error('The labelled prompts of ../shared are not here: nothing to learn from.');
  process.exit(1);
}
const text = `${JSON.stringify(buildTaskModel(prompts))}\n`;
writeFileSync(FILE, text);
console.log(`${FILE}: ${text.length} bytes`);
if (!process.argv.includes('--only-write')) {
  const careful = crossValidated(prompts, console.log).filter(({ prompt }) => prompt.careful);
  const { strict, lenient, macroF1 } = scored(careful);
  console.log(confusionLines(careful).join('\n'));
  console.log(`cross-validated, careful prompts: strict ${strict}, lenient ${lenient}, macro-F1 ${macroF1}`);
}
