import { measurePrompt } from '../accounting/promptMeasure.ts';
import type { ChatMessage } from '../chat/message.ts';
import { CHECKS, type CheckName, type Finding, type Verdict } from '../checks/finding.ts';
import { confidenceMessages, judgeMessages, questionOf } from '../checks/ratingMessages.ts';
import { readRating } from '../checks/readRating.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { AttemptTools } from './attemptTools.ts';
import type { Checked } from './checked.ts';
import { freeFinding } from './freeFinding.ts';
import { heldAnswer } from './heldAnswer.ts';
import { type Opinions, opinions } from './opinions.ts';
import type { Plan, StrategyEvent } from './strategy.ts';

const RATING_TOKENS = 1200;

/** What was said of an answer, and whether it is of no use to anybody. */
export interface Judgement {
  readonly verdicts: readonly Verdict[];
  readonly failed?: Verdict;
  readonly useless: boolean;
  /** Where it is not alike to others: whom to ask then, and the answer that these agree on. */
  readonly opinions?: Opinions;
}

/**
 * Lets the wanted checks look at an answer in turn, those that cost nothing first, until one speaks against it. One that has
 * nothing to say of this answer leaves no verdict; one that asks a model is an attempt of the request, with its cost.
 */
export async function* checking(
  checked: Checked,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Judgement> {
  const { setup, threshold } = checked.way;
  const verdicts: Verdict[] = [];
  for (const check of CHECKS) {
    if (!setup.checks.includes(check)) continue;
    const found = yield* findingOf(check, checked, tools, signal);
    if (signal.aborted) break;
    if (found === undefined) continue;
    const { score, evidence, useless = false } = found.finding;
    const passed = score >= threshold;
    const verdict = { check, passed, score, ...(evidence === undefined ? {} : { evidence }) };
    verdicts.push(verdict);
    if (passed) continue;
    return { verdicts, failed: verdict, useless, ...('afterwards' in found ? { opinions: found } : {}) };
  }
  return { verdicts, useless: false };
}

type Found = Opinions | { readonly finding: Finding };

async function* findingOf(
  check: CheckName,
  checked: Checked,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Found | undefined> {
  const { plan, draft } = checked;
  switch (check) {
    case 'refusal':
    case 'form':
    case 'editor':
      return asFound(await freeFinding(check, checked, tools, signal));
    case 'confidence': {
      const messages = confidenceMessages(plan.messages, draft.text);
      return asFound(yield* rated(checked, checked.author, messages, tools, signal));
    }
    case 'agreement':
      return yield* opinions(checked, tools, signal);
    case 'judge': {
      const judge = judgeOf(checked);
      const messages = judgeMessages(questionOf(plan.messages), draft.text);
      return asFound(judge && (yield* rated(checked, judge, messages, tools, signal)));
    }
  }
}

function asFound(finding: Finding | undefined): Found | undefined {
  return finding && { finding };
}

/** The model that the user named, where it may have this question, else the next that would be asked. */
function judgeOf({ way, stronger }: Checked): Candidate | undefined {
  const { judge } = way.setup;
  return judge === undefined ? stronger[0] : stronger.find(({ model }) => model.id === judge);
}

/** A model's rating of the answer; nothing where it cannot be asked or says none. */
async function* rated(
  checked: Checked,
  candidate: Candidate,
  messages: readonly ChatMessage[],
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Finding | undefined> {
  const { tried, author } = checked;
  const parameters = { temperature: 0, maxOutputTokens: RATING_TOKENS };
  const classification = { ...checked.plan.classification, task: 'extract' as const };
  const prompts = checked.plan.prompts.changed(() => messages);
  const prompt = measurePrompt(messages, parameters);
  const asked = { candidates: [candidate], attempts: tried.attempts, othersFollow: true } as const;
  const plan: Plan = { ...checked.plan, ...asked, classification, messages, prompts, parameters, prompt };
  const because = say('to rate the answer of {0}', author.model.id);
  const held = yield* heldAnswer(plan, { part: 'check', because }, tools, signal);
  tried.beside(held);
  return held.outcome.type === 'answered' ? readRating(held.text, candidate.model.id) : undefined;
}
