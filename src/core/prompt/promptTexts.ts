import type { Task } from '../chat/task.ts';
import { REVIEW_FORM } from '../review/readFindings.ts';

/** How texts are worded: as usual, for models that think by themselves, or short and literal for small ones. */
export type Wording = 'usual' | 'thinking' | 'literal';

/** A text in the wordings that differ from the usual one. */
type Worded = { readonly usual: string } & Partial<Record<Exclude<Wording, 'usual'>, string>>;

/** The system prompt: the same for all that is asked in a chat. */
export const SYSTEM: Worded = {
  usual:
    'You are a programming assistant inside a code editor. Answer in the language of the question, in Markdown, directly and without preamble. Put code in fenced blocks that name their language.',
  literal:
    'You help with programming in a code editor. Answer in the language of the question. Use Markdown. Begin with the answer itself. Put code in a fenced block that names its language.',
};

/** What each task asks for. */
export const TASK_TEXTS: Partial<Record<Task, Worded>> = {
  fix: {
    usual: 'Find the cause first, name it in one sentence, then give the corrected code.',
    thinking: 'Name the cause in one sentence, then give the corrected code.',
    literal: 'First name the cause in one sentence. Then give the whole corrected code.',
  },
  test: {
    usual: 'Write runnable tests in the framework that the code or its language commonly uses, and cover the edges.',
    literal: 'Write tests that run. Use the test framework of the code. Test the edges too.',
  },
  explain: {
    usual: 'Explain what it does and why, for a working programmer; do not rewrite it.',
    literal: 'Say what it does and why. Do not rewrite it.',
  },
  review: {
    usual: 'List findings by severity, each with its place and a remedy.',
    literal: 'List what is wrong, the worst first. Say where each is and how to mend it.',
  },
  summarize: { usual: 'Keep to what is there.', literal: 'Shorten it. Add nothing.' },
  reason: {
    usual: 'Work through it step by step, check the result, and state it in one sentence at the end.',
    thinking: 'State the result first, then what decides it.',
    literal: 'Do one step after the other. Check the result. End with the result.',
  },
};

const REPLACES = 'Give the whole result in one fenced block, so that it can take the place of what was given.';

/** What a gesture asks for besides its task. */
export const GESTURE_TEXTS: ReadonlyMap<string, string> = new Map([
  ['review', REVIEW_FORM],
  ['docs', `Write documentation comments in the convention of the language and change nothing else. ${REPLACES}`],
  ['rewrite', `Keep what it does unless asked otherwise. ${REPLACES}`],
  ['rephrase', `Keep its language, meaning and markup. ${REPLACES}`],
  [
    'translate',
    `Translate what people read; leave code, names, addresses and markup as they are. Add no remark. ${REPLACES}`,
  ],
  ['terminal', 'Say what this output of a terminal means and, if something failed, why and what mends it.'],
]);

/** What is added to the system prompt where a rule asks for a variant by its name. */
export const VARIANTS: Readonly<Record<string, Worded>> = {
  concise: { usual: 'Be brief: nothing that the answer does not need, no summary, no alternatives.' },
  thorough: {
    usual:
      'Be thorough: think it through step by step, cover the edge cases, name what you assume, and say how the result can be checked.',
    thinking: 'Be thorough: cover the edge cases, name what you assume, and say how the result can be checked.',
    literal: 'Cover the edge cases. Say what you assume. Say how to check the result.',
  },
};

/** A text in a wording, or in the usual one where it has no other. */
export function worded(text: Worded | undefined, wording: Wording): string {
  return text?.[wording] ?? text?.usual ?? '';
}
