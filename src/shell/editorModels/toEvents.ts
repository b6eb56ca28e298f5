import * as vscode from 'vscode';
import type { ProviderEvent } from '../../core/ports/provider.ts';

/** Turns the parts of one answer into events; parts of a kind that the editor may add are left out. */
export class PartConverter {
  #toolCalls = 0;

  *push(part: unknown): Generator<ProviderEvent, void> {
    if (part instanceof vscode.LanguageModelTextPart) {
      if (part.value !== '') yield { type: 'text', delta: part.value };
    } else if (part instanceof vscode.LanguageModelToolCallPart) {
      const { callId: id, name, input } = part;
      yield { type: 'toolCall', index: this.#toolCalls++, id, name, argumentsDelta: JSON.stringify(input ?? {}) };
    } else if (isThinking(part)) {
      const delta = [part.value].flat().join('');
      if (delta !== '') yield { type: 'reasoning', delta };
    }
  }
}

/** The class for thinking exists in newer editors only, and in no stable typing. */
function isThinking(part: unknown): part is { readonly value: string | readonly string[] } {
  const { LanguageModelThinkingPart: Thinking } = vscode as { LanguageModelThinkingPart?: unknown };
  return typeof Thinking === 'function' && part instanceof Thinking && 'value' in part;
}
