import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { ChatMessage } from '../../core/chat/message.ts';
import { messageText } from '../../core/chat/message.ts';
import type { OpenAiChatQuirks } from '../../core/models/preset.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';

/** The request body of a call: the dialect's own fields plus the vendor's quirks. */
export function toRequest(call: ProviderCall, quirks: OpenAiChatQuirks): ChatCompletionCreateParamsStreaming {
  return {
    model: call.modelName,
    messages: call.messages.map(toMessage),
    stream: true,
    ...(quirks.noStreamOptions ? {} : { stream_options: { include_usage: true } }),
    ...(call.temperature === undefined ? {} : { temperature: call.temperature }),
    ...(call.maxOutputTokens === undefined ? {} : { [quirks.outputLimit ?? 'max_tokens']: call.maxOutputTokens }),
    ...quirks.body,
  };
}

function toMessage(message: ChatMessage): ChatCompletionMessageParam {
  // Plain strings where possible: some servers take no content arrays.
  if (message.role !== 'user' || message.parts.every((part) => part.type === 'text')) {
    return { role: message.role, content: messageText(message) };
  }
  return {
    role: 'user',
    content: message.parts.map((part) =>
      part.type === 'text'
        ? { type: 'text', text: part.text }
        : { type: 'image_url', image_url: { url: `data:${part.mimeType};base64,${part.base64}` } },
    ),
  };
}
