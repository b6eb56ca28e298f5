import * as vscode from 'vscode';
import type { Engine } from '../engine.ts';
import { pickOne } from '../picks.ts';
import { inform, warn } from '../tell.ts';

/** Removes what is kept for a provider after one confirmation. */
export async function removeKey(engine: Engine): Promise<void> {
  const { t } = vscode.l10n;
  const providers = engine.keys.providers();
  if (providers.length === 0) {
    void inform(t('No keys are kept.'));
    return;
  }
  const items = providers.map((id) => ({ label: id, description: engine.keys.originsOf(id).join(', ') }));
  const pick = await pickOne(items, { title: t('Remove Key'), placeHolder: t('Whose key?') });
  if (pick === undefined) return;
  const remove = t('Remove');
  const sure = await warn(t('Remove the key of {0}?', pick.label), { modal: true }, remove);
  if (sure === remove) await engine.keys.remove(pick.label);
}
