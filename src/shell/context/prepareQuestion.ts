import type { Question } from '../chat/question.ts';
import type { PromptFiles } from '../prompts/findPromptFiles.ts';
import { changesPiece } from './changesPiece.ts';
import type { Attachment } from './editorContext.ts';
import type { Piece } from './piece.ts';
import { slashOf } from './slashOf.ts';
import { type SlashTask, slashTasks } from './slashTasks.ts';

/** What goes along with a question: what the editor offered, and what was attached by hand. */
export interface Along {
  readonly editor: readonly Attachment[];
  readonly pieces: readonly Piece[];
}

/** Reads pieces as they are sent. */
export type ReadPieces = (pieces: readonly Piece[]) => Promise<Attachment[]>;

/** The gesture that a text asks with: a task's own behind `/`, else `ask`. */
export function commandOf(text: string): string {
  const slash = slashOf(text);
  return slashTasks().find(({ name }) => name === slash?.name)?.command ?? 'ask';
}

/**
 * The question as it is asked: `/` of a task or a prompt file resolved, and every piece read now. An unknown `/name` is sent
 * as it is written. Undefined where the user takes it back in an input box.
 */
export async function prepareQuestion(
  text: string,
  along: Along,
  prompts: PromptFiles,
  read: ReadPieces,
): Promise<Question | undefined> {
  const slash = slashOf(text);
  const task = slashTasks().find(({ name }) => name === slash?.name);
  if (slash !== undefined && task !== undefined) return askTask(task, slash.rest, along, read);
  const prompt = slash && (await prompts.all()).find(({ name }) => name === slash.name);
  if (prompt === undefined) return question(text, 'ask', along, read);
  const { runPrompt } = await import('../prompts/runPrompt.ts');
  const filled = await runPrompt(prompt, slash?.rest ?? '');
  if (filled === undefined) return undefined;
  const known = new Set(along.pieces.map(({ chip }) => chip.id));
  const pieces = [...along.pieces, ...filled.pieces.filter(({ chip }) => !known.has(chip.id))];
  return { ...(await question(filled.text, 'ask', { ...along, pieces }, read)), paths: filled.paths };
}

async function askTask(task: SlashTask, rest: string, along: Along, readPieces: ReadPieces): Promise<Question> {
  const bare = along.pieces.length === 0 && (task.name === 'commit' || along.editor.length === 0);
  // A commit message is about the changes, whatever file happens to be open.
  const sent = task.onChanges && bare ? { editor: [], pieces: [changesPiece()] } : along;
  const read = await readAll(sent, readPieces);
  const subject = {
    selected: read.some(({ context }) => context.selection !== undefined || context.selections !== undefined),
    problems: read.some(({ context }) => context.diagnostics !== undefined),
  };
  const words = task.words(subject);
  const text = rest === '' ? words : (task.withRest?.(rest) ?? `${words} ${rest}`);
  return { text, command: task.command, attachments: read };
}

async function question(text: string, command: string, along: Along, read: ReadPieces): Promise<Question> {
  return { text, command, attachments: await readAll(along, read) };
}

async function readAll({ editor, pieces }: Along, read: ReadPieces): Promise<Attachment[]> {
  return pieces.length === 0 ? [...editor] : [...editor, ...(await read(pieces))];
}
