import type { FinishReason } from '../../core/chat/chatEvent.ts';

/**
 * Anthropic's stop reasons (platform.claude.com/docs/en/build-with-claude/handling-stop-reasons). `pause_turn`, which only
 * server tools bring, and an unknown one are an ordinary end.
 */
export function toFinishReason(reason: string): FinishReason {
  switch (reason) {
    case 'max_tokens':
    case 'model_context_window_exceeded':
      return 'length';
    case 'tool_use':
      return 'toolCalls';
    case 'refusal':
      return 'contentFilter';
    default:
      return 'stop';
  }
}
