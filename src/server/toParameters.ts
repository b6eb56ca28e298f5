import type { Parameters, ReasoningEffort, ToolChoice } from '../core/chat/parameters.ts';
import { ApiError } from './apiError.ts';
import type { CompletionBody } from './completionBody.ts';

const EFFORTS: Readonly<Record<string, ReasoningEffort>> = {
  none: 'none',
  minimal: 'minimal',
  low: 'low',
  medium: 'medium',
  high: 'high',
  // Names of some models alone, for more than the others have.
  xhigh: 'high',
  max: 'high',
};

/** What a body asks of the model besides its messages. Throws an `ApiError`. */
export function toParameters(body: CompletionBody): Parameters {
  const maxOutputTokens = body.max_completion_tokens ?? body.max_tokens;
  return {
    ...toolsOf(body),
    ...structuredOf(body),
    ...(body.stop === undefined || body.stop.length === 0 ? {} : { stop: body.stop }),
    ...(body.temperature === undefined ? {} : { temperature: body.temperature }),
    ...(body.top_p === undefined ? {} : { topP: body.top_p }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
    ...(body.seed === undefined ? {} : { seed: body.seed }),
    ...effortOf(body),
  };
}

function toolsOf(body: CompletionBody): Pick<Parameters, 'tools' | 'toolChoice' | 'parallelToolCalls'> {
  const { tools, tool_choice: choice, parallel_tool_calls: parallel } = body;
  if (tools === undefined || tools.length === 0) return {};
  return {
    tools: tools.map(({ function: { name, description, parameters, strict } }) => ({
      name,
      ...(description === undefined ? {} : { description }),
      parameters: parameters ?? { type: 'object', properties: {} },
      ...(strict === undefined ? {} : { strict }),
    })),
    ...(choice === undefined ? {} : { toolChoice: toolChoiceOf(choice) }),
    ...(parallel === undefined ? {} : { parallelToolCalls: parallel }),
  };
}

function toolChoiceOf(choice: NonNullable<CompletionBody['tool_choice']>): ToolChoice {
  return typeof choice === 'string' ? choice : { name: choice.function.name };
}

function structuredOf({ response_format: format }: CompletionBody): Pick<Parameters, 'structured'> {
  switch (format?.type) {
    case undefined:
    case 'text':
      return {};
    case 'json_object':
      return { structured: { name: 'answer', schema: { type: 'object' }, anyObject: true } };
    case 'json_schema': {
      const { name, schema } = format.json_schema;
      return { structured: { name, schema: schema ?? { type: 'object' } } };
    }
  }
}

function effortOf({ reasoning_effort: wanted }: CompletionBody): Pick<Parameters, 'reasoningEffort'> {
  if (wanted === undefined) return {};
  const reasoningEffort = Object.hasOwn(EFFORTS, wanted) ? EFFORTS[wanted] : undefined;
  if (reasoningEffort !== undefined) return { reasoningEffort };
  throw ApiError.field('reasoning_effort', `must be one of ${Object.keys(EFFORTS).join(', ')}`);
}
