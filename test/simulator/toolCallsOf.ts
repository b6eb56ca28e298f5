import { isDeepStrictEqual } from 'node:util';
import type { Behaviour, ScriptedToolCall } from './behaviour.ts';
import { parseJson } from './json.ts';
import { schemaSample } from './schemaSample.ts';
import type { Api, SimulatedRequest } from './simulatedRequest.ts';

interface Call {
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** The tools that the answer to this request calls: those the client forces, else those of the script; none for a real answer. */
export function toolCallsOf(request: SimulatedRequest, behaviour: Behaviour): Call[] {
  const { tools, toolChoice } = request;
  if (tools.length === 0 || toolChoice === 'none') return [];
  const scripted = (behaviour.toolCalls ?? []).map((call, index) => complete(request, call, index));
  if (typeof toolChoice === 'object') {
    const chosen = scripted.filter(({ name }) => name === toolChoice.name);
    return chosen.length > 0 ? chosen : [complete(request, { name: toolChoice.name }, 0)];
  }
  if (toolChoice === 'required') {
    return scripted.length > 0 ? scripted : [complete(request, { name: tools[0]?.name ?? '' }, 0)];
  }
  return answered(request, scripted) ? [] : scripted;
}

/** The conversation ends with the results of these very calls. */
function answered({ messages }: SimulatedRequest, calls: readonly Call[]): boolean {
  if (!messages.at(-1)?.results) return false;
  const asked = messages.findLast((message) => message.calls && message.calls.length > 0)?.calls ?? [];
  const facts = ({ name, arguments: json }: Omit<Call, 'id'>) => [name, json.trim() === '' ? {} : parseJson(json)];
  return isDeepStrictEqual(asked.map(facts), calls.map(facts));
}

const ID_STYLES: Record<Api, string> = {
  'openai-chat': 'call_',
  'openai-responses': 'call_',
  'anthropic-messages': 'toolu_',
  gemini: '',
};

function complete(request: SimulatedRequest, call: ScriptedToolCall, index: number): Call {
  const schema = request.tools.find(({ name }) => name === call.name)?.schema ?? { type: 'object' };
  const written = call.arguments ?? (schemaSample(schema) as Record<string, unknown>);
  return {
    id: call.id ?? `${ID_STYLES[request.api]}sim${request.serial}n${index}`,
    name: call.name,
    arguments: typeof written === 'string' ? written : JSON.stringify(written),
  };
}
