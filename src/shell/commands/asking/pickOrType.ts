import * as vscode from 'vscode';
import { pickBox, showing } from '../../picks.ts';

/** What to offer, and what to call it. */
export interface PickOrTypeOptions {
  readonly title: string;
  readonly placeholder: string;
  readonly choices: readonly { readonly label: string; readonly description?: string }[];
}

/** One of the choices or whatever else was typed; undefined when the box was left. */
export function pickOrType({ title, placeholder, choices }: PickOrTypeOptions): Promise<string | undefined> {
  const pick = pickBox();
  pick.title = title;
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.items = choices.map(showing);
  pick.onDidChangeValue((value) => {
    const typed = value.trim();
    const isNew = typed !== '' && !choices.some(({ label }) => label.toLowerCase() === typed.toLowerCase());
    const asTyped = { label: typed, description: vscode.l10n.t('as typed'), alwaysShow: true };
    pick.items = (isNew ? [...choices, asTyped] : choices).map(showing);
  });
  return new Promise((resolve) => {
    pick.onDidAccept(() => {
      // Whoever types fast is there before the row with what was typed.
      resolve(pick.selectedItems[0]?.given.label ?? (pick.value.trim() || undefined));
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
