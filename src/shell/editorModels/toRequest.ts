import * as vscode from 'vscode';
import type { ChatMessage, ContentPart, MessagePart } from '../../core/chat/message.ts';
import type { ProviderCall } from '../../core/ports/provider.ts';
import { argumentsObject } from '../../providers/argumentsJson.ts';

type Part =
  | vscode.LanguageModelTextPart
  | vscode.LanguageModelDataPart
  | vscode.LanguageModelToolCallPart
  | vscode.LanguageModelToolResultPart;

/** The messages in the editor's form, which has users and assistants only: instructions are the user's first words. */
export function toMessages(messages: readonly ChatMessage[]): vscode.LanguageModelChatMessage[] {
  return messages.flatMap(({ role, parts }) => {
    const content = parts.map(toPart);
    if (content.length === 0) return [];
    return role === 'assistant'
      ? [
          vscode.LanguageModelChatMessage.Assistant(
            content as (vscode.LanguageModelTextPart | vscode.LanguageModelToolCallPart)[],
          ),
        ]
      : [
          vscode.LanguageModelChatMessage.User(
            content as (vscode.LanguageModelTextPart | vscode.LanguageModelToolResultPart)[],
          ),
        ];
  });
}

/**
 * Tools, and as options what models commonly understand; the rest of a call has no place here. A tool that must be
 * called by its name is the only one offered.
 */
export function toOptions(call: ProviderCall, without: readonly string[]): vscode.LanguageModelChatRequestOptions {
  const { tools = [], toolChoice, temperature, maxOutputTokens, stop, seed } = call;
  const chosen = typeof toolChoice === 'object' ? tools.filter(({ name }) => name === toolChoice.name) : tools;
  const forced = toolChoice === 'required' || typeof toolChoice === 'object';
  const options = Object.entries({ temperature, max_tokens: maxOutputTokens, stop, seed }).filter(
    ([name, value]) => value !== undefined && !without.includes(name),
  );
  return {
    justification: vscode.l10n.t('You made this model one of your targets for questions in Switchyard.'),
    ...(options.length === 0 ? {} : { modelOptions: Object.fromEntries(options) }),
    ...(chosen.length === 0 || toolChoice === 'none'
      ? {}
      : {
          tools: chosen.map(({ name, description = '', parameters }) => ({
            name,
            description,
            inputSchema: parameters,
          })),
          toolMode: forced ? vscode.LanguageModelChatToolMode.Required : vscode.LanguageModelChatToolMode.Auto,
        }),
  };
}

function toPart(part: MessagePart): Part {
  switch (part.type) {
    case 'text':
    case 'image':
      return toContent(part);
    case 'toolCall':
      return new vscode.LanguageModelToolCallPart(part.id, part.name, argumentsObject(part.arguments));
    case 'toolResult':
      return new vscode.LanguageModelToolResultPart(part.id, part.content.map(toContent));
  }
}

function toContent(part: ContentPart): vscode.LanguageModelTextPart | vscode.LanguageModelDataPart {
  return part.type === 'text'
    ? new vscode.LanguageModelTextPart(part.text)
    : vscode.LanguageModelDataPart.image(Buffer.from(part.base64, 'base64'), part.mimeType);
}
