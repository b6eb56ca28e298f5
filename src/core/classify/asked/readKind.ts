import { DIFFICULTIES, TASKS } from '../../chat/task.ts';
import type { Kind } from './kind.ts';

const LONGEST = 4000;

/**
 * The kind in a model's answer: JSON as it was asked for, also with words or a fence around it or with loose quotes, or the
 * task alone. Undefined for anything else, and where two tasks are named.
 */
export function readKind(answer: string): Kind | undefined {
  const plain = answer.slice(0, LONGEST).replace(/^\s*<think>[\s\S]*?<\/think>/, '');
  const task = fieldIn(plain, 'task', TASKS) ?? only(plain);
  if (task === undefined) return undefined;
  const difficulty = fieldIn(plain, 'difficulty', DIFFICULTIES);
  return difficulty === undefined ? { task } : { task, difficulty };
}

/** The value of a field, where it is one of these and the field is there once. */
function fieldIn<T extends string>(text: string, name: string, values: readonly T[]): T | undefined {
  const found = [...text.matchAll(new RegExp(`\\b${name}\\b["'*\`\\s]*[:=]["'*\`\\s]*([a-z]+)\\b`, 'gi'))];
  const said = new Set(found.map(([, value = '']) => value.toLowerCase()));
  const [value] = said;
  return said.size === 1 ? values.find((one) => one === value) : undefined;
}

/** The one word that an answer consists of. */
function only(text: string): Kind['task'] | undefined {
  const word = text
    .trim()
    .replace(/^["'*`]+|["'*`.]+$/g, '')
    .toLowerCase();
  return TASKS.find((task) => task === word);
}
