import type { MeasuredRequest } from '../accounting/countedFit.ts';
import { estimatePrompt } from '../accounting/estimateTokens.ts';
import { measurePrompt } from '../accounting/promptMeasure.ts';
import type { DecisionEvent, Rejection } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { Parameters } from '../chat/parameters.ts';
import type { Classification } from '../classify/classification.ts';
import { withExperiment } from '../experiments/withExperiment.ts';
import { balancePools } from '../limits/balancePools.ts';
import { type ExpandedChain, expandPools } from '../limits/expandPools.ts';
import { roomFirst } from '../limits/roomFirst.ts';
import { type Examination, glance } from '../privacy/examine.ts';
import { keepPrivate, privacyWays } from '../privacy/keepPrivate.ts';
import { composeMessages } from '../prompt/composeMessages.ts';
import { continuationMessages } from '../prompt/continuation.ts';
import { PromptBook } from '../prompt/promptBook.ts';
import type { AttemptTools } from '../strategies/attemptTools.ts';
import { chooseWay } from '../strategies/chooseWay.ts';
import type { Plan } from '../strategies/strategy.ts';
import { say } from '../words.ts';
import { type Candidate, selectCandidates } from './candidates.ts';
import { type Chain, type ChainQuestion, chainFor, chosenChain, namedChain, ruleFor } from './chain.ts';
import { orderCandidates } from './policy.ts';
import type { Rule } from './rules/rule.ts';
import type { Route, Setup } from './setup.ts';
import { targetOf } from './targetOf.ts';

/** Those who could be asked: those of them who may have the question, and those who may not, for its privacy alone. */
interface Audience {
  readonly candidates: readonly Candidate[];
  readonly allowed: readonly Candidate[];
  readonly withheld: readonly Rejection[];
}

/** A request that was decided but not sent. */
export interface Decision {
  readonly audience: Audience;
  readonly event: DecisionEvent;
  readonly plan: Plan;
  readonly measured: Omit<MeasuredRequest, 'outputTokens'>;
}

/** What a decision reads of what happened before. */
export type DecidingTools = Pick<
  AttemptTools,
  'breaker' | 'clock' | 'memory' | 'limiter' | 'drill' | 'surroundings' | 'habits' | 'quality' | 'tries'
>;

/**
 * Decides who would answer what was recognised, without asking anyone: chain → candidates → privacy → order. What was found
 * in its words comes with it; without that, only its files count.
 */
export function decide(
  request: ChatRequest,
  classification: Classification,
  setup: Setup,
  tools: DecidingTools,
  { judgement, placeholders }: Examination = glance(request, setup.privacy),
): Decision {
  const startedAt = tools.clock.monotonic();
  const messages = composeMessages(request, classification.task);
  const sent = request.partial === undefined ? messages : continuationMessages(messages, request.partial);
  const prompt = measurePrompt(sent, request.parameters);
  const images = messages.some(({ parts }) => parts.some(({ type }) => type === 'image'));
  const { chain, pooled } = chainOf(request, setup, {
    classification,
    context: request.context,
    inputTokens: estimatePrompt(prompt, ''),
    images,
    turn: turnOf(request),
    surroundings: tools.surroundings?.() ?? {},
  });
  const parameters = parametersOf(request, chain);
  const { maxOutputTokens: outputLimit } = parameters;
  const tooled = (parameters.tools?.length ?? 0) > 0;
  const wish = { own: setup.prompts, variant: chain.rule?.prompt };
  const prompts = new PromptBook(request, classification.task, wish, messages);
  const json = parameters.structured !== undefined;
  const reasoning = request.parameters?.reasoningEffort !== undefined && request.parameters.reasoningEffort !== 'none';
  const demands = { prompt, prompts, outputLimit, images, tools: tooled, json, reasoning };
  const { candidates, rejected } = selectCandidates(chain, setup, demands, tools.memory);
  const { allowed, withheld } = keepPrivate(candidates, judgement.level, setup.privacy);
  const audience = { candidates, allowed, withheld };
  const question = { chain, request, messages: sent, classification, setup };
  const { ordered, preferred, tried, reasons: why } = orderCandidates(allowed, question, tools);
  const picture = tools.limiter.picture();
  const now = tools.clock.now();
  const inTurn = roomFirst(balancePools(ordered, { pooled, picture, lastAnswer: request.lastAnswer, now }), picture);
  const chosen = chooseWay({ request, parameters, chain, setup, candidates: inTurn });
  const plan: Plan = {
    request,
    classification,
    candidates: chosen.candidates,
    way: chosen.way,
    messages,
    prompts,
    prompt,
    parameters,
    ...(tried === undefined || chosen.candidates[0]?.model.id !== tried.model ? {} : { tried }),
    ...(chain.rule === undefined ? {} : { rule: chain.rule }),
    resilience: setup.resilience,
    level: judgement.level,
    foundLevel: judgement.found,
    placeholders,
    repeat: setup.repeat,
    startedAt,
  };
  const reasons = [...why, ...chosen.reasons];
  const decided = decisionEvent(plan, reasons, [...rejected, ...withheld], preferred);
  const { level, reasons: causes } = judgement;
  const ways = isWithheld(audience) ? privacyWays(candidates, judgement, setup.privacy) : [];
  const sensitivity = { level, reasons: causes, ...(ways.length === 0 ? {} : { ways }) };
  return {
    event: causes.length === 0 && level === 'public' ? decided : { ...decided, sensitivity },
    plan,
    measured: { messages: sent, parameters, prompt },
    audience,
  };
}

/** Whether somebody could have been asked, but for the privacy of the question. */
export function isWithheld({ allowed, withheld }: Audience): boolean {
  return allowed.length === 0 && withheld.length > 0;
}

/** The request's own parameters; the rule's where it has none, then the route's. */
function parametersOf({ parameters }: ChatRequest, { route, rule }: Chain): Parameters {
  return { ...wishesOf(route), ...wishesOf(rule), ...parameters };
}

function wishesOf(source: Route | Rule | undefined): Parameters {
  const { temperature, maxOutputTokens, reasoningEffort } = source ?? {};
  return {
    ...(temperature === undefined ? {} : { temperature }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(reasoningEffort === undefined ? {} : { reasoningEffort }),
  };
}

/** The place of a question in its conversation, from 1. */
function turnOf({ turn, messages, history }: ChatRequest): number {
  if (turn !== undefined) return turn;
  const asked = (messages ?? history).filter(({ role }) => role === 'user').length;
  return messages === undefined ? asked + 1 : Math.max(1, asked);
}

/** A chain that the request itself names stays as it is. */
function chainOf(request: ChatRequest, setup: Setup, question: ChainQuestion): ExpandedChain {
  const { model, models, owner } = request;
  if (model === undefined && models === undefined) {
    const chain = chainFor(setup, question);
    return expandPools(withExperiment(chain, request, question.classification.task, setup), setup);
  }
  // How a guard is asked is its own.
  const rule = owner === undefined ? ruleFor(setup, question) : undefined;
  const chain =
    model === undefined
      ? namedChain(models ?? [], rule)
      : chosenChain([{ model, reason: say('you chose it') }], say('you chose the model'), rule);
  return { chain, pooled: new Set() };
}

function decisionEvent(
  plan: Plan,
  first: readonly string[],
  rejected: readonly Rejection[],
  preferred: Candidate | undefined,
): DecisionEvent {
  const { task, difficulty, language, reasons } = plan.classification;
  return {
    type: 'decision',
    task,
    difficulty,
    language,
    strategy: plan.way.name,
    targets: plan.candidates.map((candidate) => targetOf(candidate, plan.prompts)),
    ...(preferred === undefined || plan.way.name === 'cascade' || preferred.model === plan.candidates[0]?.model
      ? {}
      : { preferred: preferred.model.id }),
    rejected,
    reasons: [...first, ...reasons],
  };
}
