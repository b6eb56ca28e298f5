import * as vscode from 'vscode';
import type { ListedModel } from '../../providers/catalog/listedModel.ts';

/** Our own models are no targets: a request would come back to us. */
export const OWN_VENDOR = 'switchyard';

/** A model's name behind the provider's id: its vendor and its id there. */
export function modelId({ vendor, id }: Pick<vscode.LanguageModelChat, 'vendor' | 'id'>): string {
  return `${vendor}/${id}`;
}

/** The models that other extensions offer now; asking for the list asks for no consent. */
export async function listEditorModels(): Promise<ListedModel[]> {
  const models = await vscode.lm.selectChatModels();
  return models
    .filter(({ vendor }) => vendor !== OWN_VENDOR)
    .map((model) => ({ name: modelId(model), label: model.name, entry: { contextWindow: model.maxInputTokens } }));
}
