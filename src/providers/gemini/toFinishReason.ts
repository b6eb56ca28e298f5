import type { FinishReason } from '../../core/chat/chatEvent.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';

/** What an answer held before it ended. */
interface Held {
  readonly text: boolean;
  readonly calls: boolean;
}

/**
 * Gemini's finish reasons (ai.google.dev/api/generate-content#FinishReason). It has none for tool calls: an ordinary end
 * after calls is theirs. A reason that means something went wrong is an error, save where calls had come whole, or where
 * only a picture is missing beside text. An unknown one is an ordinary end.
 */
export function toFinishReason(reason: string, { text, calls }: Held): FinishReason | SwitchyardError {
  switch (reason) {
    case 'MAX_TOKENS':
    // There would be more, for who asks with its token.
    case 'CONTINUATION':
      return 'length';
    case 'SAFETY':
    case 'RECITATION':
    case 'BLOCKLIST':
    case 'PROHIBITED_CONTENT':
    case 'SPII':
    case 'IMAGE_SAFETY':
    case 'IMAGE_PROHIBITED_CONTENT':
    case 'IMAGE_RECITATION':
    // Vertex AI.
    case 'MODEL_ARMOR':
    case 'JAILBREAK':
      return 'contentFilter';
    case 'OTHER':
    case 'LANGUAGE':
    case 'MALFORMED_FUNCTION_CALL':
    case 'MALFORMED_RESPONSE':
    case 'UNEXPECTED_TOOL_CALL':
    case 'TOO_MANY_TOOL_CALLS':
      if (calls) break;
      return failure(reason, text);
    case 'MISSING_THOUGHT_SIGNATURE':
    case 'NO_IMAGE':
    case 'IMAGE_OTHER':
      if (calls || text) break;
      return failure(reason, text);
  }
  return calls ? 'toolCalls' : 'stop';
}

function failure(reason: string, text: boolean): SwitchyardError {
  const message = text
    ? say('the model broke off its answer ({0})', reason)
    : say('the model stopped without an answer ({0})', reason);
  return new SwitchyardError('server', message, { code: reason });
}
