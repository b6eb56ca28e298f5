import type { ChatRequest } from '../chat/chatRequest.ts';
import type { Classification } from './classification.ts';
import { classify } from './classify.ts';
import { loadComplexityModel } from './complexity/loadComplexityModel.ts';
import { loadTaskReader } from './task/loadTaskReader.ts';

/** What of a request tells its task. */
type Recognisable = Pick<ChatRequest, 'prompt' | 'context' | 'task'>;

/** Recognises what a request asks for, before it is decided who answers. Asks nobody. */
export async function recognise({ prompt, context, task }: Recognisable): Promise<Classification> {
  const [complexity, readTask] = await Promise.all([loadComplexityModel(), loadTaskReader()]);
  return classify(prompt, context, { complexity, readTask }, task);
}
