import type { ChatEvent } from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { Parameters } from '../chat/parameters.ts';
import type { Capability, Model } from '../models/model.ts';
import { say } from '../words.ts';

/** One thing that a model is asked to show, with a question that costs next to nothing. */
export interface Probe {
  readonly id: 'answer' | 'toolCall' | 'json' | 'languages';
  /** Asked only of models that claim it. */
  readonly claims?: Capability;
  readonly prompt: string;
  readonly parameters?: Parameters;
  /** What is wrong with a whole answer; undefined where nothing is. */
  readonly fault: (answer: ProbeAnswer) => string | undefined;
}

/** What came of a probe. */
export interface ProbeAnswer {
  readonly text: string;
  readonly toolCall: { readonly name: string; readonly arguments: string } | undefined;
}

const GREETING = 'Grüße, 世界! Привет 👋';
const OK_SCHEMA = {
  type: 'object',
  properties: { ok: { type: 'boolean' } },
  required: ['ok'],
  additionalProperties: false,
};

/** What *Test Providers* asks, in this order; nothing else is asked of a model that does not answer the first. */
const PROBES: readonly Probe[] = [
  {
    id: 'answer',
    // Long enough to come in pieces where it is streamed.
    prompt: 'Count from one to ten in words, one on each line, without anything else.',
    fault: ({ text }) => (text.trim() === '' ? say('it answered without a word') : undefined),
  },
  {
    id: 'toolCall',
    claims: 'tools',
    prompt: 'Call the function `report` with ok set to true.',
    parameters: {
      tools: [{ name: 'report', description: 'Reports that function calls work.', parameters: OK_SCHEMA }],
      toolChoice: { name: 'report' },
    },
    fault: ({ toolCall }) => {
      if (toolCall?.name !== 'report') return say('it called no function');
      return isOk(toolCall.arguments) ? undefined : say('it called the function with wrong arguments');
    },
  },
  {
    id: 'json',
    claims: 'json',
    prompt: 'Set ok to true.',
    parameters: { structured: { name: 'report', schema: OK_SCHEMA } },
    fault: ({ text }) => (isOk(text) ? undefined : say('its JSON does not say what was asked for')),
  },
  {
    id: 'languages',
    prompt: `Repeat exactly, without anything else: ${GREETING}`,
    fault: ({ text }) => (text.includes(GREETING) ? undefined : say('it changed letters that are not English')),
  },
];

/** How one probe went: in milliseconds and US$ (null where no price is known), or what was wrong. */
export type ProbeResult = { readonly id: Probe['id'] } & (
  | {
      readonly ok: true;
      readonly totalMs: number;
      readonly costUsd: number | null;
      /** The text came in more than one piece. */
      readonly streamed: boolean;
    }
  | { readonly ok: false; readonly fault: string }
);

/** Asks a model everything that it claims to be able to; stops after the first answer if that fails. */
export async function runProbes(
  model: Model,
  newId: () => string,
  ask: (request: ChatRequest) => AsyncIterable<ChatEvent>,
): Promise<ProbeResult[]> {
  const results: ProbeResult[] = [];
  for (const probe of PROBES) {
    if (probe.claims !== undefined && !model.capabilities?.includes(probe.claims)) continue;
    const result = await runProbe(probe, ask(requestFor(probe, model, newId())));
    results.push(result);
    if (probe.id === 'answer' && !result.ok) break;
  }
  return results;
}

function requestFor({ prompt, parameters }: Probe, model: Model, id: string): ChatRequest {
  return {
    id,
    source: 'test',
    prompt,
    context: {},
    history: [],
    system: '',
    task: 'chat',
    model: model.id,
    // Enough for a few words; a model that thinks first needs room for that.
    parameters: { ...parameters, maxOutputTokens: model.reasoning ? 1024 : 64 },
    retractable: true,
  };
}

async function runProbe(probe: Probe, events: AsyncIterable<ChatEvent>): Promise<ProbeResult> {
  const { id } = probe;
  let text = '';
  let pieces = 0;
  let toolCall: ProbeAnswer['toolCall'];
  for await (const event of events) {
    if (event.type === 'text') {
      text += event.delta;
      pieces++;
    } else if (event.type === 'retract') text = text.slice(0, text.length - event.characters);
    else if (event.type === 'toolCall' && event.index === 0) {
      toolCall = { name: event.name, arguments: (toolCall?.arguments ?? '') + event.argumentsDelta };
    } else if (event.type === 'error') return { id, ok: false, fault: event.error.message };
    else if (event.type === 'done') {
      const fault = probe.fault({ text, toolCall });
      if (fault !== undefined) return { id, ok: false, fault };
      return { id, ok: true, totalMs: event.latency.totalMs, costUsd: event.costUsd, streamed: pieces > 1 };
    }
  }
  return { id, ok: false, fault: say('no answer') };
}

function isOk(json: string): boolean {
  try {
    return JSON.parse(json).ok === true;
  } catch {
    return false;
  }
}
