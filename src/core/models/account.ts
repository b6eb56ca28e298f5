import type { ProviderSetup } from '../routing/setup.ts';
import type { Model } from './model.ts';

/** Whom a refused key or an empty account speaks against: the provider; in the editor, the extension that has the model. */
export function accountOf({ name }: Pick<Model, 'name'>, { id, api }: Pick<ProviderSetup, 'id' | 'api'>): string {
  return api === 'vscode-lm' ? `${id}/${name.split('/')[0]}` : id;
}
