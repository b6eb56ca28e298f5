import { estimateFor } from '../../core/accounting/estimateTokens.ts';
import { type Charge, Meter } from '../../core/accounting/meter.ts';
import { usdFromNano } from '../../core/accounting/price.ts';
import { measurePrompt } from '../../core/accounting/promptMeasure.ts';
import { usageOf } from '../../core/chat/usage.ts';
import type { Model } from '../../core/models/model.ts';
import type { LearntFacts } from '../../core/ports/modelMemory.ts';
import { composeMessages } from '../../core/prompt/composeMessages.ts';
import { isOrServes } from '../../core/servants/servantIds.ts';
import type { Engine } from '../engine.ts';
import type { Conversation } from './conversation.ts';
import { requestFor } from './requestFor.ts';
import type { AnswerTurn } from './turns.ts';

/**
 * Gives the answers of a chat that broke off with their window, before anybody could say what they cost, an end as if they
 * had been stopped then: the last attempt is estimated from the words that came, and kept in the ledger. Whether there
 * was any.
 */
export function settleBrokenOff(
  conversation: Conversation,
  { setup, tools, ledger }: Pick<Engine, 'setup' | 'tools' | 'ledger'>,
): boolean {
  let found = false;
  for (const turn of conversation.turns) {
    if (turn.role !== 'assistant' || !isBrokenOff(turn)) continue;
    found = true;
    const { decision, attempts } = turn.answer;
    const last = attempts.at(-1);
    const model = setup.models.get(last?.model ?? '');
    const charge = model && chargeOf(conversation, turn, model, tools.memory.facts(model.id));
    const known = ledger.attemptsSince(turn.at).filter(({ requestId }) => isOrServes(requestId, turn.id));
    const isKept = known.some(({ requestId, attempt }) => requestId === turn.id && attempt === attempts.length);
    const costs = [...known.map(({ costNano }) => costNano), ...(isKept ? [] : [charge?.costNano ?? null])];
    const isKnown = costs.every((nano) => nano !== null);
    turn.answer = {
      ...turn.answer,
      error: {
        type: 'error',
        error: { kind: 'cancelled', message: '', attempts: [] },
        usage: charge === undefined ? null : usageOf(charge.usage),
        costUsd: isKnown ? usdFromNano(costs.reduce((sum, nano) => sum + nano, 0)) : null,
        estimated: true,
      },
    };
    if (isKept || charge === undefined || decision === undefined || last === undefined) continue;
    ledger.record({
      requestId: turn.id,
      attempt: attempts.length,
      startedAt: turn.at,
      source: 'panel',
      conversationId: conversation.id,
      task: decision.task,
      difficulty: decision.difficulty,
      model: last.model,
      provider: last.provider,
      outcome: 'cancelled',
      finishReason: null,
      ...charge,
      usage: usageOf(charge.usage),
      firstTokenMs: null,
      totalMs: Math.max(0, conversation.updatedAt - turn.at),
      responseId: null,
      // Its window may live after all, and know better.
      guessed: true,
    });
  }
  return found;
}

function isBrokenOff({ answer: { status, done, error, attempts } }: AnswerTurn): boolean {
  return status === 'interrupted' && done === undefined && error === undefined && attempts.length > 0;
}

/** What the answer has cost as far as it came, as for one whose provider reports nothing. */
function chargeOf(
  conversation: Conversation,
  { id, parent, answer }: AnswerTurn,
  model: Model,
  learnt: LearntFacts,
): Charge | undefined {
  const question = conversation.turns.find((turn) => turn.id === parent);
  if (question?.role !== 'user' || answer.decision === undefined) return undefined;
  const messages = composeMessages(requestFor(conversation, question, id, {}), answer.decision.task);
  const prompt = measurePrompt(messages);
  const meter = new Meter(model, { inputTokens: estimateFor(model, prompt, learnt), images: prompt.images.length });
  if (answer.reasoning !== '') meter.see({ type: 'reasoning', delta: answer.reasoning });
  if (answer.text !== '') meter.see({ type: 'text', delta: answer.text });
  return meter.charge();
}
