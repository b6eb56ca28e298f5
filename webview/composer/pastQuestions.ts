/** The questions of this chat, brought back one by one with the arrow keys as a shell does; an edited one is left alone. */
export class PastQuestions {
  #index: number | null = null;
  #recalled = '';

  /** The question before (-1) or after (1) the one that stands in the field, or null where the key means something else. */
  recall(questions: readonly string[], direction: -1 | 1, field: { text: string; cursor: number }): string | null {
    const isRecalled = this.#index !== null && field.text === this.#recalled;
    if (!isRecalled && field.text !== '') return null;
    if (!isRecalled) this.#index = null;
    if (!isAtEdge(field, direction)) return null;
    const index = (this.#index ?? questions.length) + direction;
    if (index < 0 || index > questions.length || (direction === 1 && this.#index === null)) return null;
    this.#index = index === questions.length ? null : index;
    this.#recalled = questions[index] ?? '';
    return this.#recalled;
  }
}

function isAtEdge({ text, cursor }: { text: string; cursor: number }, direction: -1 | 1): boolean {
  return direction === -1 ? !text.slice(0, cursor).includes('\n') : !text.slice(cursor).includes('\n');
}
