import type { WireChoice } from './wire.ts';

/**
 * The choice that is the answer to us: the first of several. Choices of a whole answer that have no index are no
 * alternatives but its parts: GitHub Copilot makes one of Claude's text and one of each of its calls
 * (github.com/karthink/gptel/pull/1284), which are given to the first.
 */
export function choiceOf(choices: readonly (WireChoice | null)[] | null | undefined): WireChoice | undefined {
  const all = choices?.filter((choice) => choice !== null) ?? [];
  const answer = all.find(({ index }) => (index ?? 0) === 0);
  if (!answer?.message || answer.delta) return answer;
  const parts = all.every(({ index }) => index == null) ? all : [answer];
  const calls = parts.flatMap(({ message }) => message?.tool_calls ?? []).filter((call) => call !== null);
  // Each of several is a call of its own, whatever its id is.
  const tool_calls = calls.length < 2 ? calls : calls.map((call, index) => ({ ...call, index: call.index ?? index }));
  return { ...answer, message: { ...answer.message, tool_calls } };
}
