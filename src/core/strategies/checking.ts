import { measurePrompt } from '../accounting/promptMeasure.ts';
import type { ChatMessage } from '../chat/message.ts';
import { agreement } from '../checks/agreement.ts';
import { checkForm } from '../checks/checkForm.ts';
import { checkRefusal } from '../checks/checkRefusal.ts';
import { CHECKS, type CheckName, type Finding, type Verdict } from '../checks/finding.ts';
import { confidenceMessages, judgeMessages, questionOf } from '../checks/ratingMessages.ts';
import { readRating } from '../checks/readRating.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { AttemptTools } from './attemptTools.ts';
import { type HeldAnswer, heldAnswer } from './heldAnswer.ts';
import type { Plan, StrategyEvent } from './strategy.ts';
import type { Tried } from './tried.ts';
import type { Way } from './way.ts';

const RATING_TOKENS = 1200;

/** A first answer with what it is checked against and by whom. */
export interface Checked {
  readonly plan: Plan;
  readonly way: Way & { readonly name: 'cascade' };
  readonly draft: HeldAnswer;
  readonly author: Candidate;
  /** Whom to ask otherwise, best first. */
  readonly stronger: readonly Candidate[];
  readonly tried: Tried;
}

/** What was said of an answer, and whether it is of no use to anybody. */
export interface Judgement {
  readonly verdicts: readonly Verdict[];
  readonly failed?: Verdict;
  readonly useless: boolean;
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
    const finding = yield* found(check, checked, tools, signal);
    if (signal.aborted) break;
    if (finding === undefined) continue;
    const { score, evidence, useless = false } = finding;
    const passed = score >= threshold;
    const verdict = { check, passed, score, ...(evidence === undefined ? {} : { evidence }) };
    verdicts.push(verdict);
    if (!passed) return { verdicts, failed: verdict, useless };
  }
  return { verdicts, useless: false };
}

async function* found(
  check: CheckName,
  checked: Checked,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Finding | undefined> {
  const { plan, draft } = checked;
  const { text, outcome } = draft;
  const { context } = plan.request;
  switch (check) {
    case 'refusal': {
      const finishReason = outcome.type === 'answered' ? outcome.end.finishReason : 'stop';
      return checkRefusal({ text, finishReason, task: plan.classification.task });
    }
    case 'form':
      // What must be JSON of a schema was checked where it came in.
      return plan.parameters.structured === undefined ? checkForm(text, context.files ?? []) : undefined;
    case 'editor':
      return await editorFinding(checked, tools, signal);
    case 'confidence':
      return yield* rated(checked, checked.author, confidenceMessages(plan.messages, text), tools, signal);
    case 'agreement':
      return yield* secondOpinion(checked, tools, signal);
    case 'judge': {
      const judge = judgeOf(checked);
      return judge && (yield* rated(checked, judge, judgeMessages(questionOf(plan.messages), text), tools, signal));
    }
  }
}

async function editorFinding(
  { plan, draft }: Checked,
  { checkCode }: AttemptTools,
  signal: AbortSignal,
): Promise<Finding | undefined> {
  if (checkCode === undefined || plan.parameters.structured !== undefined) return undefined;
  const { looked, newErrors } = await checkCode(draft.text, plan.request.context, signal);
  if (!looked) return undefined;
  if (newErrors.length === 0) return { score: 1 };
  return { score: 0, evidence: say('the editor finds new errors: {0}', newErrors.join('; ')) };
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
  const parameters = { temperature: 0, maxOutputTokens: RATING_TOKENS };
  const classification = { ...checked.plan.classification, task: 'extract' as const };
  const prompts = checked.plan.prompts.changed(() => messages);
  const prompt = measurePrompt(messages, parameters);
  const plan = { ...checked.plan, classification, messages, prompts, parameters, prompt };
  const because = say('to rate the answer of {0}', checked.author.model.id);
  const held = yield* beside(checked, plan, candidate, because, tools, signal);
  return held.outcome.type === 'answered' ? readRating(held.text, candidate.model.id) : undefined;
}

/** How far the next cheap model says the same; nothing where there is none besides the one that would be asked next. */
async function* secondOpinion(
  checked: Checked,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Finding | undefined> {
  const { plan, author, draft, stronger } = checked;
  const [, ...others] = stronger;
  const second = others.toSorted((a, b) => costOf(a) - costOf(b))[0];
  if (second === undefined) return undefined;
  const because = say('to compare its answer with that of {0}', author.model.id);
  const held = yield* beside(checked, plan, second, because, tools, signal);
  if (held.outcome.type !== 'answered' || held.text.trim() === '') return undefined;
  const score = agreement(draft.text, held.text);
  return { score, evidence: say('{0} says something else', second.model.id) };
}

function costOf({ model: { price } }: Candidate): number {
  return price === undefined ? Number.MAX_SAFE_INTEGER : price.input.base + price.output.base;
}

async function* beside(
  { tried }: Checked,
  plan: Plan,
  candidate: Candidate,
  because: string,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, HeldAnswer> {
  const asked: Plan = { ...plan, candidates: [candidate], attempts: tried.attempts, othersFollow: true };
  const held = yield* heldAnswer(asked, { part: 'check', because }, tools, signal);
  tried.beside(held);
  return held;
}
