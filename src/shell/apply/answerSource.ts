import type { Hint } from '../../core/apply/hint.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { UserTurn } from '../chat/turns.ts';

/** What is known of an answer that a code block stands in, and of the question it answers. */
export interface AnswerSource {
  readonly text: string;
  /** The selection the question was about. */
  readonly selection?: { readonly path: string; readonly text: string; readonly hint: Hint };
  /** Every file the question carried, by the words it was sent with. */
  readonly paths: readonly string[];
}

/** The answer with this id in a conversation, and what its question carried; undefined where it is not there (any more). */
export function answerSource({ turns }: Conversation, messageId: string): AnswerSource | undefined {
  const turn = turns.find(({ id }) => id === messageId);
  if (turn?.role !== 'assistant') return undefined;
  const question = turns.find((one): one is UserTurn => one.role === 'user' && one.id === turn.parent);
  const { selection, selectionPath, files = [] } = question?.context ?? {};
  const place = /^(.+):(\d+)-(\d+)$/.exec(selectionPath ?? '');
  const [, path = '', from = '1', to = '1'] = place ?? [];
  const paths = [...(place === null ? [] : [path]), ...files.map((file) => file.path)];
  return {
    text: turn.answer.text,
    paths: [...new Set(paths)],
    ...(place === null || selection === undefined
      ? {}
      : { selection: { path, text: selection, hint: { from: Number(from), to: Number(to) } } }),
  };
}
