import type { FinishReason } from '../../core/chat/chatEvent.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/** OpenAI's finish reasons and vendors' additions. An unknown one is an ordinary end; a fault disguised as an end is thrown. */
export function toFinishReason(reason: string): FinishReason {
  switch (reason) {
    case 'length':
      return 'length';
    case 'tool_calls':
    case 'function_call':
      return 'toolCalls';
    case 'content_filter':
      return 'contentFilter';
    // DeepSeek, OpenRouter, Zhipu: the upstream gave up.
    case 'insufficient_system_resource':
      throw new SwitchyardError('overloaded', say('the model ran out of resources in the middle of the answer'));
    case 'error':
    case 'network_error':
      throw new SwitchyardError('server', say('the model failed in the middle of the answer'));
    default:
      return 'stop';
  }
}
