import type { Completion } from '../../protocol/messages/contextMessages.ts';
import { slashTasks } from '../context/slashTasks.ts';
import type { PromptFiles } from '../prompts/findPromptFiles.ts';

const MOST_PROMPTS = 50;

/** What may stand behind `/`: tasks, then prompt files whose names are no task's. */
export async function slashCompletions(query: string, prompts: PromptFiles): Promise<Completion[]> {
  const wanted = query.toLowerCase();
  const tasks = slashTasks();
  const names = new Set(tasks.map(({ name }) => name));
  const fromTasks = tasks
    .filter(({ name }) => name.startsWith(wanted))
    .map(({ name, description }): Completion => entry('task', name, description));
  const found = (await prompts.all())
    .filter(({ name }) => !names.has(name) && name.toLowerCase().includes(wanted))
    .slice(0, MOST_PROMPTS)
    .map(({ name, description, place }) => entry('prompt', name, description === '' ? place : description));
  return [...fromTasks, ...found];
}

function entry(icon: 'task' | 'prompt', name: string, detail: string): Completion {
  return { id: `${icon} ${name}`, label: `/${name}`, detail, icon, insert: `/${name} ` };
}
