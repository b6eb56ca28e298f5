import type { AnswerCache, KeptAnswer } from '../../src/core/ports/answerCache.ts';

/** Answers by their questions, and how often they were looked for. */
export class FakeAnswers implements AnswerCache {
  readonly kept = new Map<string, KeptAnswer>();
  looked = 0;

  async find(question: string, maxAgeMs: number): Promise<KeptAnswer | undefined> {
    this.looked += 1;
    return maxAgeMs > 0 ? this.kept.get(question) : undefined;
  }

  keep(question: string, answer: KeptAnswer): void {
    this.kept.set(question, answer);
  }
}
