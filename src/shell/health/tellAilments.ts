import * as vscode from 'vscode';
import { vendorOf } from '../../config/vendorOf.ts';
import type { Ailment } from '../../core/resilience/breaker.ts';
import { PRESETS } from '../../providers/presets.ts';
import type { Engine } from '../engine.ts';
import { warn } from '../tell.ts';
import { ailmentsHere } from './ailmentsHere.ts';
import { ailmentTitle } from './ailmentTitle.ts';

interface Mending {
  readonly words: string;
  readonly label: string;
  readonly run: () => Thenable<unknown>;
}

/**
 * Tells once, in one window, of what only the user can mend: a refused key, an empty account, an unknown model. What a
 * terminal or its server found out is told by a window, too, with the next `look`: nobody may read what those write.
 */
export function tellAilments(engine: Engine): vscode.Disposable & { look(): void } {
  const looked = new Set<string>();
  const tell = (ailment: Ailment) => {
    const mending = mendingOf(ailment, engine);
    if (mending === undefined) return;
    const { of, id, kind, since } = ailment;
    const key = `circuit ${of} ${id} ${kind} ${since}`;
    if (looked.has(key)) return;
    looked.add(key);
    if (!engine.notices.tellOnce(key, Number.POSITIVE_INFINITY, engine.tools.clock.now())) return;
    const { words, label, run } = mending;
    void warn(words, label).then((chosen) => {
      if (chosen === label) void run();
    });
  };
  return {
    look: () => {
      for (const ailment of ailmentsHere(engine)) tell(ailment);
    },
    dispose: engine.tools.breaker.onOpen(tell),
  };
}

function mendingOf(ailment: Ailment, engine: Engine): Mending | undefined {
  const { t } = vscode.l10n;
  const { kind, id } = ailment;
  const name = ailmentTitle(ailment, engine.setup);
  const run =
    (command: string, ...args: unknown[]) =>
    () =>
      vscode.commands.executeCommand(command, ...args);
  switch (kind) {
    case 'auth':
      return {
        words: t('{0} does not accept its key. Its models are asked last until the key changes.', name),
        label: t('Change Key'),
        run: run('switchyard.addProvider', id),
      };
    case 'quota': {
      const provider = engine.provider(id);
      const vendor = provider && vendorOf(provider, PRESETS);
      const page = vendor?.billingUrl ?? vendor?.keysUrl;
      return {
        words: t('{0} is out of credit. Its models are asked last, and tried again now and then.', name),
        label: page === undefined ? t('Change Key') : t('Add Credit'),
        run: page === undefined ? run('switchyard.addProvider', id) : run('vscode.open', vscode.Uri.parse(page)),
      };
    }
    case 'modelNotFound':
      return {
        words: t('{0} does not exist at its provider. It is asked last; the other models are not concerned.', name),
        label: t('Choose Model'),
        run: run('switchyard.chooseModel'),
      };
    default:
      return undefined;
  }
}
