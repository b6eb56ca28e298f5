import { type Charge, sumCharges } from '../../accounting/meter.ts';
import { nanoFromUsd } from '../../accounting/price.ts';
import { usdWords } from '../../accounting/usdWords.ts';
import type { ChatRequest } from '../../chat/chatRequest.ts';
import { NO_PARTS } from '../../chat/usage.ts';
import type { Ask } from '../../guard/guard.ts';
import type { Model } from '../../models/model.ts';
import type { Examination } from '../../privacy/examine.ts';
import type { Setup } from '../../routing/setup.ts';
import { servantId } from '../../servants/servantIds.ts';
import type { AttemptTools } from '../../strategies/attemptTools.ts';
import { say } from '../../words.ts';
import type { Classification } from '../classification.ts';
import { recognise } from '../recognise.ts';
import type { AskedFor } from './alsoAsked.ts';
import type { Kind } from './kind.ts';
import { KIND_SYSTEM, kindPrompt } from './kindPrompt.ts';
import { readKind } from './readKind.ts';
import { MOST_MS, whomToAsk } from './whomToAsk.ts';
import { withKind } from './withKind.ts';

/** What a request was recognised as. */
export interface Recognised {
  readonly classification: Classification;
  /** Absent where no model was asked. */
  readonly asked?: AskedFor;
}

/** What asking about a request takes. */
interface Desk {
  readonly examined: Examination;
  readonly setup: Setup;
  readonly tools: Pick<AttemptTools, 'breaker' | 'habits' | 'clock' | 'kinds'>;
  /** Asks a model like anybody else does: with its privacy, budget, limits, ledger row and audit. */
  readonly ask: Ask;
}

/**
 * Recognises a request that is about to be sent; where its words leave open what it is and the user wants that, a model is asked,
 * for a second at most. What it cannot say in time the words decide.
 */
export async function recogniseClosely(request: ChatRequest, desk: Desk, signal: AbortSignal): Promise<Recognised> {
  const { examined, setup, tools } = desk;
  const own = await recognise(request);
  const model = whomToAsk(request, own, examined.judgement.level, setup, tools);
  if (model === undefined || signal.aborted) return { classification: own };
  const prompt = kindPrompt(examined.placeholders.hide(request.prompt), request);
  const key = `${model.id}\n${prompt}`;
  const known = tools.kinds?.find(key);
  if (known !== undefined) {
    const words = say('{0} said before what this is: {1}', model.name, known.task);
    return { classification: await withKind(own, known, request, words) };
  }
  const { kind, ...asked } = await heard(kindRequest(request, model, prompt, examined), desk, signal);
  const { charge } = asked;
  const cost = charge.costNano === null ? say('cost unknown') : usdWords(charge.costNano);
  if (kind === undefined) {
    const words = say('asked {0} what this is, without a usable answer within a second ({1})', model.name, cost);
    return { classification: { ...own, reasons: [words, ...own.reasons] }, asked };
  }
  tools.kinds?.keep(key, kind);
  const words = say('asked {0} what this is: {1} ({2})', model.name, kind.task, cost);
  return { classification: await withKind(own, kind, request, words), asked };
}

/** The question to the model: as private as what it is about, and paid with it. */
function kindRequest(
  { id, source, conversationId, privacy }: ChatRequest,
  { id: model, reasoning }: Model,
  prompt: string,
  { judgement }: Examination,
): ChatRequest {
  return {
    id: servantId(id, 'kind', 1),
    source: 'recognition',
    owner: { id, source, passed: new Set() },
    ...(conversationId === undefined ? {} : { conversationId }),
    system: KIND_SYSTEM,
    prompt,
    context: {},
    history: [],
    task: 'extract',
    models: [model],
    // Those that think refuse a temperature, and need room for their thoughts.
    parameters: reasoning
      ? { reasoningEffort: 'minimal', maxOutputTokens: 400 }
      : { temperature: 0, maxOutputTokens: 60 },
    privacy: { ...privacy, partOf: judgement.level },
    retractable: true,
  };
}

/** What the model said within its second, and what that cost; a call that is late is stopped. */
async function heard(
  question: ChatRequest,
  { ask, tools: { clock } }: Desk,
  signal: AbortSignal,
): Promise<AskedFor & { readonly kind: Kind | undefined }> {
  const late = new AbortController();
  const cancel = clock.schedule(MOST_MS, () => late.abort());
  const start = clock.monotonic();
  const charges: Charge[] = [];
  let text = '';
  let isWhole = false;
  try {
    for await (const event of ask(question, AbortSignal.any([signal, late.signal]))) {
      if (event.type === 'text') text += event.delta;
      else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
      else if (event.type === 'done' || event.type === 'error') {
        isWhole = event.type === 'done';
        const { costUsd, estimated } = event;
        const costNano = costUsd === null ? null : nanoFromUsd(costUsd);
        const costSource = event.type === 'done' ? event.costSource : costUsd === null ? 'unknown' : 'priced';
        charges.push({ usage: NO_PARTS, estimated, costNano, costSource });
      }
    }
  } finally {
    cancel();
  }
  return {
    kind: isWhole ? readKind(text) : undefined,
    charge: { usage: NO_PARTS, ...sumCharges(charges) },
    tookMs: clock.monotonic() - start,
  };
}
