import type { Charge } from '../accounting/meter.ts';
import type { AttemptEvent as AskedEvent, ToolCallEvent } from '../chat/chatEvent.ts';
import { SwitchyardError } from '../chat/errors.ts';
import type { ChatMessage } from '../chat/message.ts';
import type { StructuredOutput } from '../chat/parameters.ts';
import { inputTokensOf, totalTokens } from '../chat/usage.ts';
import type { VendorDetails } from '../chat/vendorDetails.ts';
import { missingFields } from '../models/missingFields.ts';
import type { Api } from '../models/preset.ts';
import { repairMessages, structuredMessages } from '../prompt/structuredMessages.ts';
import type { AttemptEvent } from '../resilience/attempt.ts';
import type { Candidate } from '../routing/candidates.ts';
import { say } from '../words.ts';
import { admit } from './admit.ts';
import type { AttemptTools } from './attemptTools.ts';
import { meteredAttempt } from './meteredAttempt.ts';
import { StopCutter } from './stopCutter.ts';
import type { AnswerEnd, Plan, StrategyEvent } from './strategy.ts';

/** One question to one candidate. */
export interface Question {
  readonly plan: Plan;
  readonly candidate: Candidate;
  /** The number of the next attempt, from 1. */
  readonly nextNumber: () => number;
  readonly messages: readonly ChatMessage[];
  /** Request fields to leave out, as the vendor calls them. */
  readonly without: readonly string[];
  readonly onCharge: (charge: Charge) => void;
  /** Nobody else is left to ask: a limit that is reached is waited for. */
  readonly mayWait: boolean;
}

/**
 * A candidate's whole answer as a reader sees it. Where the answer must be JSON of a schema, its text comes at once, as
 * compact JSON that was checked; a faulty one is given back to the model to mend, once. Throws a `SwitchyardError`.
 */
export function answer(
  question: Question,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, AnswerEnd> {
  const { structured } = question.plan.parameters;
  return structured === undefined ? plain(question, tools, signal) : checked(question, structured, tools, signal);
}

async function* plain(
  { onCharge, nextNumber, mayWait, ...question }: Question,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, AnswerEnd> {
  let end: AnswerEnd = { finishReason: 'stop', vendor: {} };
  const { candidate, without } = question;
  const cutter = cutterFor(question);
  const calls = new Map<number, Pick<ToolCallEvent, 'id' | 'name'>>();
  const { id: model, provider } = candidate.model;
  let number = 0;
  const asked = (waits: Partial<AskedEvent>): AskedEvent => {
    if (number === 0) number = nextNumber();
    return {
      type: 'attempt',
      attempt: number,
      model,
      provider,
      ...(without.length === 0 ? {} : { without }),
      ...waits,
    };
  };
  const { lease, waited } = yield* admit({ candidate, asked, mayWait }, tools, signal);
  let charge: Charge | undefined;
  const onBill = (bill: Charge) => {
    charge = bill;
    onCharge(bill);
  };
  try {
    yield asked(waited);
    for await (const event of meteredAttempt({ ...question, number }, tools, signal, onBill)) {
      if (event.type === 'text' && cutter !== undefined) yield* textOf(cutter.push(event.delta));
      else if (event.type === 'toolCall') yield namedCall(event, calls);
      else if (event.type === 'text' || event.type === 'reasoning') yield event;
      else end = addToEnd(end, event, model);
    }
  } finally {
    lease.end(usedTokens(candidate, charge));
  }
  yield* textOf(cutter?.flush() ?? '');
  return cutter?.found && end.finishReason === 'length' ? { ...end, finishReason: 'stop' } : end;
}

/** What a call took of its limits: where nobody counted, its question as estimated. */
function usedTokens({ inputTokens }: Candidate, charge: Charge | undefined) {
  if (charge === undefined || totalTokens(charge.usage) === 0) return { inputTokens, outputTokens: 0 };
  const { usage } = charge;
  return { inputTokens: inputTokensOf(usage), outputTokens: usage.outputText + usage.reasoning };
}

/**
 * Stops the text where the model cannot be told to: what it says beyond is not shown, but read to its end for its usage.
 */
function cutterFor({
  plan,
  candidate,
  without,
}: Omit<Question, 'onCharge' | 'nextNumber' | 'mayWait'>): StopCutter | undefined {
  const { parameters } = plan;
  if (parameters.stop === undefined) return undefined;
  const missing = missingFields(candidate.provider.api, parameters).includes('stop');
  return missing || without.some((name) => /stop/i.test(name)) ? new StopCutter(parameters.stop) : undefined;
}

/** A piece of a tool call with the id and name that its first piece told. */
function namedCall(event: ToolCallEvent, calls: Map<number, Pick<ToolCallEvent, 'id' | 'name'>>): ToolCallEvent {
  const { id, name } = calls.get(event.index) ?? event;
  calls.set(event.index, { id, name });
  return { ...event, id, name };
}

function* textOf(delta: string): Generator<StrategyEvent> {
  if (delta !== '') yield { type: 'text', delta };
}

function addToEnd(
  end: AnswerEnd,
  event: Exclude<AttemptEvent, { type: 'text' | 'reasoning' | 'toolCall' }>,
  model: string,
): AnswerEnd {
  switch (event.type) {
    case 'finish':
      return { ...end, finishReason: event.reason, ...(event.cutBy === undefined ? {} : { cutBy: event.cutBy }) };
    case 'details':
      return { ...end, vendor: { ...end.vendor, ...event.details } satisfies VendorDetails };
    case 'verbatim':
      return { ...end, verbatim: { model, content: event.content } };
    case 'usage':
      return end;
  }
}

async function* checked(
  question: Question,
  structured: StructuredOutput,
  tools: AttemptTools,
  signal: AbortSignal,
): AsyncGenerator<StrategyEvent, AnswerEnd> {
  const asked = isHeldToSchema(question) ? question.messages : structuredMessages(question.messages, structured);
  let messages = asked;
  for (let round = 1; ; round++) {
    const { text, end } = yield* heldBack(plain({ ...question, messages }, tools, signal));
    // Half a value is none, and another provider may be asked for the whole.
    if (end.finishReason === 'contentFilter') return end;
    // An answer that was cut short, or that calls tools, is not one to be checked.
    const result = end.finishReason === 'stop' ? await tools.checkAnswer(text, structured.schema) : { json: text };
    if ('json' in result) {
      yield* textOf(result.json);
      return end;
    }
    if (round === 2)
      throw new SwitchyardError('protocol', say('the answer is not the JSON asked for: {0}', result.fault));
    messages = repairMessages(asked, text, result.fault);
  }
}

/** An answer whose text is kept until it is whole; the rest passes by. */
async function* heldBack(
  events: AsyncGenerator<StrategyEvent, AnswerEnd>,
): AsyncGenerator<StrategyEvent, { text: string; end: AnswerEnd }> {
  let text = '';
  try {
    let next = await events.next();
    for (; !next.done; next = await events.next()) {
      if (next.value.type === 'text') text += next.value.delta;
      else yield next.value;
    }
    return { text, end: next.value };
  } finally {
    // Closes the connection when the reader stops reading.
    await events.return(undefined as never);
  }
}

/** The request's own fields for a schema, as the dialects call them. */
const SCHEMA_FIELD = /format|schema|output_config/i;

/** Dialects that can be held to a schema, but not to JSON as such. */
const NO_JSON_MODE: ReadonlySet<Api> = new Set<Api>(['anthropic-messages', 'vscode-lm']);

/** Whether the vendor makes sure of the schema; anywhere else the model is told of it in words. */
function isHeldToSchema({ plan, candidate: { provider }, without }: Question): boolean {
  if (plan.parameters.structured?.anyObject && NO_JSON_MODE.has(provider.api)) return false;
  return provider.quirks.structured === 'schema' && !without.some((field) => SCHEMA_FIELD.test(field));
}
