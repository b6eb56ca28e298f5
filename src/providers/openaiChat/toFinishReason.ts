import type { FinishReason } from '../../core/chat/chatEvent.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/** OpenAI's finish reasons and vendors' additions. An unknown one is an ordinary end; a fault disguised as an end is an error. */
export function toFinishReason(reason: string): FinishReason | SwitchyardError {
  switch (reason) {
    case 'length':
    case 'max_tokens':
    // Mistral: the window is full (docs.mistral.ai/api, FinishReason).
    case 'model_length':
      return 'length';
    case 'tool_calls':
    case 'function_call':
      return 'toolCalls';
    case 'content_filter':
    // Zhipu (docs.z.ai, finish_reason).
    case 'sensitive':
      return 'contentFilter';
    // DeepSeek, OpenRouter, Zhipu: the upstream gave up.
    case 'insufficient_system_resource':
      return new SwitchyardError('overloaded', say('the model ran out of resources in the middle of the answer'));
    case 'error':
    case 'network_error':
      return new SwitchyardError('server', say('the model failed in the middle of the answer'));
    default:
      return 'stop';
  }
}
