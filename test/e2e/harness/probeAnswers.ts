import type { Behaviour } from '../../simulator/behaviour.ts';
import type { SimulatedRequest } from '../../simulator/simulatedRequest.ts';

/** What it says to anything else. */
export const COUNTED = 'one two three four five six seven eight nine ten';

/** The script of a model that does what *Test Providers* asks of it; JSON and tool calls are the simulator's own. */
export function probeAnswers({ messages, structured }: SimulatedRequest): Behaviour {
  if (structured) return {};
  const asked = messages.at(-1)?.content ?? '';
  return { text: /^Repeat exactly[^:]*: (.+)$/s.exec(asked)?.[1] ?? COUNTED };
}
