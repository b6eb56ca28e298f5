import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TASKS, type Task } from '../../src/core/chat/task.ts';
import type { LabelledPrompt } from './labelledPrompt.ts';
import { seededRandom } from './seededRandom.ts';

const FOLDER = join(import.meta.dirname, 'examples');
/** Of a template with more alternatives that many are drawn. */
const DRAWN = 9;

/** `TASK/OTHER: request` in `asked.txt`. */
const ASKED_LINE = /^(\w+)\/?([\w/]*): (.*)$/;

type Slots = ReadonlyMap<string, readonly string[]>;

/**
 * The examples we wrote ourselves: `examples/TASK.txt`, one template a line. `{a|b}` is one or the other, a word in capitals
 * one of the alternatives in `slots.txt`, `⏎` a line break; other acceptable tasks stand behind `|||`. In `asked.txt` each line
 * names its tasks. The same every time.
 */
export function authoredExamples(): LabelledPrompt[] {
  const slots: Slots = new Map(
    linesOf('slots.txt').map((line) => {
      const [name = '', ...alternatives] = line.split(/ = | \| /);
      return [name, alternatives.map((text) => (text === '∅' ? '' : text.replaceAll('⏎', '\n')))];
    }),
  );
  const byTask = TASKS.flatMap((task, at) => {
    const random = seededRandom(1000 + at);
    return linesOf(`${task}.txt`).flatMap((line, index) => expand(line, `${task}:${index}`, task, slots, random));
  });
  const random = seededRandom(2000);
  const asked = linesOf('asked.txt').flatMap((line, index) => {
    const [, task = '', also = '', request = ''] = ASKED_LINE.exec(line) ?? [];
    const template = also === '' ? request : `${request} ||| ${also}`;
    return tasksIn(task).flatMap((first) => expand(template, `asked:${index}`, first, slots, random));
  });
  return [...byTask, ...asked];
}

function expand(line: string, id: string, task: Task, slots: Slots, random: () => number): LabelledPrompt[] {
  const [template = '', also = ''] = line.split(' ||| ');
  const alternatives = [...template.matchAll(/\{([^{}]*)\}/g)].reduce(
    (n, [, inner = '']) => n * inner.split('|').length,
    1,
  );
  const prompts = new Set<string>();
  for (let draw = 0; draw < 3 * DRAWN && prompts.size < Math.min(DRAWN, 2 * alternatives); draw++) {
    prompts.add(filled(template, slots, random));
  }
  const source = `authored:${id}`;
  return [...prompts].map((prompt, at) => ({ id: `${id}:${at}`, prompt, task, also: tasksIn(also), source }));
}

function filled(template: string, slots: Slots, random: () => number): string {
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  return template
    .replace(/\{([^{}]*)\}/g, (_, inner: string) => pick(inner.split('|')))
    .replaceAll('⏎', '\n')
    .replace(/\b[A-Z]{2,}\b/g, (name) => (slots.has(name) ? pick(slots.get(name) ?? []) : name))
    .replace(/ {2,}/g, ' ')
    .trim();
}

function tasksIn(list: string): Task[] {
  return TASKS.filter((task) => list.split(/[/, ]+/).includes(task));
}

function linesOf(file: string): string[] {
  return readFileSync(join(FOLDER, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('# '));
}
