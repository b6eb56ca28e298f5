import type { JsonSchema } from '../../core/chat/parameters.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';
import type { Fields } from './toBlocks.ts';

/** The tools of a request, and how the model is made to use them. */
export interface Tools {
  readonly tools: readonly Fields[];
  readonly choice?: Fields;
  /** What the user says instead, where the model cannot be forced to call a tool. */
  readonly words?: string;
}

/** Where a model cannot be forced it is asked, as the vendor advises (models/opus-5-5/migration-guide, tool choice). */
export function toTools(call: ProviderCall, canForce: boolean): Tools {
  const made = toolsAndChoice(call, canForce);
  if (call.parallelToolCalls !== false || made.tools.length === 0 || made.choice?.type === 'none') return made;
  return { ...made, choice: { type: 'auto', ...made.choice, disable_parallel_tool_use: true } };
}

function toolsAndChoice({ tools = [], toolChoice, messages }: ProviderCall, canForce: boolean): Tools {
  if (tools.length === 0) return calledTools(messages);
  const defined = tools.map(({ name, description, parameters }) => ({
    name,
    ...(description === undefined ? {} : { description }),
    input_schema: inputSchema(parameters),
  }));
  switch (toolChoice) {
    case undefined:
      return { tools: defined };
    case 'auto':
    case 'none':
      return { tools: defined, choice: { type: toolChoice } };
    case 'required':
      return { tools: defined, ...(canForce ? { choice: { type: 'any' } } : { words: 'Answer with a tool call.' }) };
    default: {
      const { name } = toolChoice;
      const words = `Answer with a call of the tool \`${name}\`.`;
      return { tools: defined, ...(canForce ? { choice: { type: 'tool', name } } : { words }) };
    }
  }
}

/** Calls in a conversation need their tools defined, which nobody may call any more. */
function calledTools(messages: ProviderCall['messages']): Tools {
  const parts = messages.flatMap((message) => message.parts);
  const names = new Set(parts.flatMap((part) => (part.type === 'toolCall' ? [part.name] : [])));
  const tools = [...names].map((name) => ({ name, input_schema: { type: 'object' } }));
  return tools.length === 0 ? { tools } : { tools, choice: { type: 'none' } };
}

/** The vendor wants the root to be an object and nothing else. */
function inputSchema({ oneOf, anyOf, allOf, ...schema }: JsonSchema): Fields {
  return { ...schema, type: 'object' };
}
