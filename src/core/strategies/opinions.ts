import { estimateUsd } from '../accounting/estimateUsd.ts';
import { nanoFromUsd } from '../accounting/price.ts';
import { agreement } from '../checks/agreement.ts';
import type { Finding } from '../checks/finding.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import type { AttemptTools } from './attemptTools.ts';
import type { Checked } from './checked.ts';
import { FREE_CHECKS, freeFinding } from './freeFinding.ts';
import { type HeldAnswer, heldAnswer } from './heldAnswer.ts';
import type { Plan, StrategyEvent } from './strategy.ts';

/** What cheap models say of a question between them. */
export interface Opinions {
  /** Of the first answer. */
  readonly finding: Finding;
  /** Another answer, which enough of them give. */
  readonly agreed?: HeldAnswer;
  /** Whom to ask where they do not agree: the strongest first, nobody twice. */
  readonly afterwards: readonly Candidate[];
}

/**
 * Asks other models in turn, the cheapest first and never the strongest, until enough of all answers say the same: the first
 * of these is good. One that the free checks find faulty counts for nothing. Ends early where enough can no longer come
 * together or the next would pass the ceiling; undefined where nobody else has said anything.
 */
export async function* opinions(
  checked: Checked,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, Opinions | undefined> {
  const { plan, draft, author, stronger, tried, way } = checked;
  const { agree, opinions: most } = way.setup;
  const strongest = strongestOf(stronger);
  const others = stronger.filter((one) => one !== strongest).toSorted((a, b) => costOf(a) - costOf(b));
  const voters = others.slice(0, most - 1);
  const said: HeldAnswer[] = [draft];
  const asked: HeldAnswer[] = [];
  const isAgreed = (one: HeldAnswer) => support(one, said, agree) >= way.threshold;
  for (const [index, voter] of voters.entries()) {
    if (!canAgree(said, agree, voters.length - index, way.threshold) || passesCeiling(checked, asked, voter)) break;
    const because = say('to compare its answer with that of {0}', author.model.id);
    const one: Plan = { ...plan, candidates: [voter], attempts: tried.attempts, othersFollow: true };
    const held = yield* heldAnswer(one, { part: 'check', because }, tools, signal);
    tried.counted(held);
    asked.push(held);
    if (signal.aborted) break;
    if (await isSound(held, checked, tools, signal)) said.push(held);
    if (said.some(isAgreed)) break;
  }
  const agreed = signal.aborted ? undefined : said.find(isAgreed);
  for (const held of asked) if (held !== agreed) tried.beside(held);
  if (said.length === 1) return undefined;
  const names = said.slice(1).map(({ attempt }) => attempt?.model ?? '');
  const [only = ''] = names;
  const evidence =
    names.length === 1 ? say('{0} says something else', only) : say('{0} say something else', names.join(', '));
  const finding = { score: support(draft, said, agree), evidence };
  const isAsked = ({ model }: Candidate) => asked.some(({ attempt }) => attempt?.model === model.id);
  const afterwards = [strongest, ...stronger.filter((one) => one !== strongest && !isAsked(one))].filter(
    (one) => one !== undefined,
  );
  return { finding, afterwards, ...(agreed === undefined || agreed === draft ? {} : { agreed }) };
}

/** How alike the answer is to the last of the others that it takes. */
function support(one: HeldAnswer, said: readonly HeldAnswer[], agree: number): number {
  const likeness = said.filter((other) => other !== one).map((other) => agreement(one.text, other.text));
  return likeness.toSorted((a, b) => b - a)[agree - 2] ?? 0;
}

/** Whether so many more could still make enough. */
function canAgree(said: readonly HeldAnswer[], agree: number, more: number, threshold: number): boolean {
  return more >= agree - 1 || said.some((one) => support(one, said, agree - more) >= threshold);
}

async function isSound(held: HeldAnswer, checked: Checked, tools: AttemptTools, signal: AbortSignal): Promise<boolean> {
  const { plan, way } = checked;
  if (held.outcome.type !== 'answered' || held.text.trim() === '') return false;
  for (const check of FREE_CHECKS) {
    if (!way.setup.checks.includes(check)) continue;
    const finding = await freeFinding(check, { plan, draft: held }, tools, signal);
    if (finding !== undefined && finding.score < way.threshold) return false;
  }
  return true;
}

function passesCeiling({ way, draft, tried }: Checked, asked: readonly HeldAnswer[], next: Candidate): boolean {
  const charges = [draft, ...asked].flatMap(({ outcome }) => outcome.charges);
  const usd = estimateUsd(next.model, next) ?? 0;
  return tried.spentNano(charges) + nanoFromUsd(usd) > way.setup.ceilingNano;
}

/** By how good its answers are expected to be; where that tells nothing, by its price. */
function strongestOf(candidates: readonly Candidate[]): Candidate | undefined {
  const isAbove = (one: Candidate, other: Candidate) => {
    const further = (one.expected?.quality ?? 0) - (other.expected?.quality ?? 0);
    return further === 0 ? costOf(one) > costOf(other) : further > 0;
  };
  return candidates.reduce<Candidate | undefined>(
    (best, one) => (best === undefined || isAbove(one, best) ? one : best),
    undefined,
  );
}

function costOf({ model: { price } }: Candidate): number {
  return price === undefined ? Number.MAX_SAFE_INTEGER : price.input.base + price.output.base;
}
