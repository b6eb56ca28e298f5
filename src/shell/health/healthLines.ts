import * as vscode from 'vscode';
import { concerns } from '../../core/drill/drillCircuits.ts';
import { accountOf } from '../../core/models/account.ts';
import type { Model } from '../../core/models/model.ts';
import { ailmentWords } from '../../core/resilience/ailmentWords.ts';
import type { Ailment } from '../../core/resilience/breaker.ts';
import type { Engine } from '../engine.ts';
import { ailmentsHere } from './ailmentsHere.ts';
import { ailmentTitle } from './ailmentTitle.ts';

/** One line for a fire drill that is on, and for each provider and model of this setup that is not well. */
export function healthLines(engine: Engine): string[] {
  const { setup, tools, drill } = engine;
  const { down } = drill;
  // Who rests because the drill let its calls fail is as well as before: the drill's own line says all there is to say.
  const isDrills = ({ of, id, kind }: Ailment) =>
    down !== undefined && kind === 'network' && concerns(down, `${of} ${id}`);
  return [
    ...(down === undefined
      ? []
      : [vscode.l10n.t('Fire drill: {0} is down until {1}', down.target, timeOf(down.until))]),
    ...ailmentsHere(engine)
      .filter((ailment) => !isDrills(ailment))
      .map((ailment) => `${ailmentTitle(ailment, setup)}: ${wordsOf(ailment, tools.clock.now())}`),
  ];
}

/** What is wrong with a model or with its provider now, in a few words; undefined where nothing is. */
export function unwell({ setup, tools, drill }: Engine): (model: Model) => string | undefined {
  const ailments = new Map(tools.breaker.ailments().map((ailment) => [`${ailment.of} ${ailment.id}`, ailment]));
  return (model) => {
    if (drill.down !== undefined && drill.isDown(model)) {
      return vscode.l10n.t('down in a fire drill until {0}', timeOf(drill.down.until));
    }
    const provider = setup.providers.get(model.provider);
    const account = provider === undefined ? undefined : ailments.get(`account ${accountOf(model, provider)}`);
    const ailment = account ?? ailments.get(`model ${model.id}`);
    return ailment === undefined ? undefined : wordsOf(ailment, tools.clock.now());
  };
}

function wordsOf(ailment: Ailment, now: number): string {
  return ailmentWords(ailment, now, timeOf);
}

function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString();
}
