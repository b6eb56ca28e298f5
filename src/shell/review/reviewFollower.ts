import type * as vscode from 'vscode';
import { isComing } from '../../protocol/isComing.ts';
import type { ChatController } from '../chat/chatController.ts';
import type { Conversation } from '../chat/conversation.ts';
import { pathOf } from '../chat/tree.ts';
import { type AnswerTurn, isWorded, type UserTurn } from '../chat/turns.ts';
import type { ChatLibrary } from '../history/chatLibrary.ts';
import type { FindingComments, PlacedFinding } from './findingComments.ts';
import { findingsIn } from './findingsIn.ts';

/** A question for a review, with its answer as far as there is one. */
interface Review {
  readonly question: UserTurn;
  readonly answer: AnswerTurn | undefined;
}

/**
 * Keeps the comments at the lines those of the review that was asked for last in this window: of the version of its answer
 * that its chat shows, and none where there is no answer any more. What was dismissed stays away.
 */
export class ReviewFollower implements vscode.Disposable {
  readonly #chat: Pick<ChatController, 'conversation'>;
  readonly #comments: FindingComments;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** The question, and the turn before it: asked in other words it is another question at the same place. */
  #followed: { readonly chat: Conversation; readonly question: string; readonly after: string | null } | undefined;
  /** The chat that was deleted last. */
  #removed: string | undefined;
  /** The answer whose comments are to be seen, and whether they are. */
  #shown: { readonly id: string; drawn: boolean } | undefined;
  /** What was left of the comments of answers that are out of sight. */
  readonly #left = new Map<string, readonly PlacedFinding[]>();

  constructor(
    chat: Pick<ChatController, 'conversation' | 'listen'>,
    library: Pick<ChatLibrary, 'onDidRemove'>,
    comments: FindingComments,
  ) {
    this.#chat = chat;
    this.#comments = comments;
    this.#subscriptions = [
      chat.listen({ changed: () => void this.#look(), event() {}, problem() {} }),
      library.onDidRemove((id) => {
        this.#removed = id;
        void this.#look();
      }),
    ];
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #look(): Promise<void> | undefined {
    const { conversation } = this.#chat;
    // It was brought back.
    if (conversation.id === this.#removed) this.#removed = undefined;
    const newest = reviewsOf(conversation).at(-1);
    if (newest?.answer !== undefined && isComing(newest.answer.answer)) this.#follow(conversation, newest);
    // An answer that comes to its end in a chat that was left is the window's last review all the same.
    const followed = this.#followed;
    if (followed === undefined) return undefined;
    if (followed.chat.id === this.#removed) return this.#show(undefined);
    const chat = followed.chat.id === conversation.id ? conversation : followed.chat;
    const { question: id, after } = followed;
    const review = reviewsOf(chat).find(({ question }) => question.id === id || question.parent === after);
    if (review !== undefined) this.#follow(chat, review);
    return this.#show(review);
  }

  #follow(chat: Conversation, { question }: Review): void {
    this.#followed = { chat, question: question.id, after: question.parent };
  }

  async #show(review: Review | undefined): Promise<void> {
    const answer = review?.answer;
    const isOver = answer !== undefined && !isComing(answer.answer);
    if (isOver && answer.id === this.#shown?.id) return;
    const left = this.#comments.take();
    if (this.#shown?.drawn) this.#left.set(this.#shown.id, left);
    this.#shown = undefined;
    if (review === undefined || answer === undefined) return;
    if (!isOver) {
      // It says something else when it is over: it may be an answer that is continued.
      this.#left.delete(answer.id);
      return;
    }
    const shown = { id: answer.id, drawn: false };
    this.#shown = shown;
    const findings =
      this.#left.get(answer.id) ?? (await findingsIn(answer.answer.text, review.question.reviewed ?? []));
    if (this.#shown !== shown) return;
    shown.drawn = true;
    const { done, attempts } = answer.answer;
    this.#comments.show(findings, { model: done?.model ?? attempts.at(-1)?.model, at: answer.at });
  }
}

/** The reviews among the shown turns of a chat; an attempt without a word gives way to the answer it was to replace. */
function reviewsOf(chat: Conversation): Review[] {
  const path = pathOf(chat);
  return path.flatMap((question, index): Review[] => {
    if (question.role !== 'user' || question.reviewed === undefined) return [];
    const next = path[index + 1];
    const answer = next?.role === 'assistant' ? next : undefined;
    if (answer === undefined || isComing(answer.answer) || isWorded(answer)) return [{ question, answer }];
    const former = chat.turns.find(({ id }) => id === answer.replaces);
    return [{ question, answer: former?.role === 'assistant' ? former : answer }];
  });
}
