import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '../../src/core/chat/task.ts';
import type { LabelledPrompt } from './labelledPrompt.ts';

const FOLDER = join(import.meta.dirname, '../../../shared/prompts');

/** A real prompt from the labelled set beside the repository. */
export interface SharedPrompt extends LabelledPrompt {
  readonly language: string;
  /** What someone in a code editor would ask. */
  readonly devish: boolean;
  /** Labelled with the most care. */
  readonly careful: boolean;
}

/** The labelled prompts beside the repository, or undefined where they are not there. */
export function sharedPrompts(): SharedPrompt[] | undefined {
  if (!existsSync(FOLDER)) return undefined;
  return ['dev', 'train'].flatMap((name) =>
    readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => {
        const { id, prompt, task, also, source, language, devish } = JSON.parse(line) as Row;
        return { id, prompt, task, also, source, language, devish, careful: name === 'dev' };
      }),
  );
}

interface Row {
  readonly id: string;
  readonly prompt: string;
  readonly task: Task;
  readonly also: readonly Task[];
  readonly source: string;
  readonly language: string;
  readonly devish: boolean;
}
