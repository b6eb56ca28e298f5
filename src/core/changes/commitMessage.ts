import { withoutHidden } from '../hiddenSigns.ts';

/** What a commit message is written from. */
export interface CommitFacts {
  /** The bounded diff. */
  readonly diff: string;
  /** Subjects of the newest commits, newest first. */
  readonly subjects: readonly string[];
  /** What stood in the message box. */
  readonly hint: string;
}

/** Replaces the usual system prompt: the answer goes into a box as it is. */
export const COMMIT_SYSTEM =
  'You write Git commit messages. Answer with the message only: no fence, no quotation marks, no remark before or after it. The first line is a subject of at most 72 characters without a full stop. Add a body after an empty line only if the changes need an explanation, wrapped at 72 characters; say what changes and why, not how.';

/** More of one says nothing of the manner of a repository. */
const LONGEST_SUBJECT = 200;

/** The question for one commit message in the manner of the repository. */
export function commitPrompt({ diff, subjects, hint }: CommitFacts): string {
  return [
    'Write the commit message for these changes.',
    subjects.length === 0
      ? ''
      : `Follow the manner of the repository's newest commits: their language, prefixes, case, mood and length.\n${subjects.map((subject) => `- ${subject.slice(0, LONGEST_SUBJECT).toWellFormed()}`).join('\n')}`,
    hint.trim() === '' ? '' : `The author began with this; keep what it says:\n${hint.trim()}`,
    `Changes:\n\n${diff}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The message in an answer, also while it is still coming: without what models put around it. */
export function readCommitMessage(answer: string): string {
  let text = answer.replace(/^\s*<think>[\s\S]*?(?:<\/think>|$)/, '').trimStart();
  const fence = /^(?:[^\n]{0,80}\n+)?```[^\n]*(?:\n|$)([\s\S]*?)(?:\n?```[\s\S]*)?$/.exec(text);
  if (fence !== null) text = fence[1] ?? '';
  text = text.replace(/^(?:\*\*)?(?:commit message|message)(?:\*\*)?:(?:\*\*)?[ \t]*\n*/i, '');
  const quoted = /^(["'`])([^\n]*)\1\s*$/.exec(text);
  if (quoted !== null) text = quoted[2] ?? '';
  return withoutHidden(text)
    .replace(/[ \t]+$/gm, '')
    .trim();
}
