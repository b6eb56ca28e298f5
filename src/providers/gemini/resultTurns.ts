import { contentText, type MessagePart } from '../../core/chat/message.ts';
import type { Part } from './isPart.ts';
import type { AwaitedCall } from './modelTurn.ts';
import { userParts } from './userParts.ts';

type ToolResult = Extract<MessagePart, { type: 'toolResult' }>;

/**
 * The turns that answer a model's calls: one with exactly one `functionResponse` for each call, in their order, which is
 * what Gemini insists on, and one with what cannot stand there. Results are found by id, else by name and order; a
 * missing one is said to be missing, one that nobody asked for is told as text. Pictures belong into the result from
 * generation 3 on (ai.google.dev/gemini-api/docs/function-calling#multimodal-function-responses), after it before.
 */
export function resultTurns(
  calls: readonly AwaitedCall[],
  results: readonly ToolResult[],
  generation: number,
): readonly (readonly Part[])[] {
  const left = [...results];
  const taken = calls.map((call) => ({ call, result: take(left, (one) => one.id === call.id) }));
  const matched = taken.map(({ call, result }) => ({
    call,
    result: result ?? take(left, (one) => one.name === call.name),
  }));
  const nested = generation >= 3;
  const after = matched.flatMap(({ result }) => (result === undefined || nested ? [] : imagesOf(result)));
  const unasked = left.flatMap((result) => [
    { text: `Result of ${result.name}: ${contentText(result.content)}` },
    ...imagesOf(result),
  ]);
  return [matched.map(({ call, result }) => responsePart(call, result, nested)), [...after, ...unasked]];
}

function responsePart({ name, sentId }: AwaitedCall, result: ToolResult | undefined, nested: boolean): Part {
  const text = result === undefined ? 'There is no result.' : contentText(result.content);
  const images = result === undefined || !nested ? [] : imagesOf(result);
  return {
    functionResponse: {
      ...(sentId === undefined ? {} : { id: sentId }),
      name,
      response: { [result === undefined || result.isError ? 'error' : 'output']: text },
      ...(images.length === 0 ? {} : { parts: images }),
    },
  };
}

function imagesOf(result: ToolResult): Part[] {
  return userParts(result.content.filter(({ type }) => type === 'image'));
}

function take(left: ToolResult[], fits: (result: ToolResult) => boolean): ToolResult | undefined {
  const at = left.findIndex(fits);
  return at < 0 ? undefined : left.splice(at, 1)[0];
}
