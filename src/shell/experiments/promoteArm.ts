import * as vscode from 'vscode';
import { shareDifference } from '../../core/experiments/difference.ts';
import type { Experiment } from '../../core/experiments/experiment.ts';
import { posteriorOf } from '../../core/quality/posterior.ts';
import type { Engine } from '../engine.ts';
import { pickOne } from '../picks.ts';
import { inform } from '../tell.ts';
import { experimentFigures } from './experimentFigures.ts';

/** Lets the user end an experiment: the models of the arm that they choose become the routes of its tasks. */
export async function promoteArm({ ledger, setup }: Pick<Engine, 'ledger' | 'setup'>): Promise<void> {
  const { t } = vscode.l10n;
  const rows = setup.experiments.flatMap((experiment) => armRows(ledger, experiment));
  if (rows.length === 0) {
    void inform(t('No experiment runs. The setting switchyard.experiments names what is compared.'));
    return;
  }
  const title = t('Promote an Arm: Its Models Become the Route');
  const picked = await pickOne(rows, { title, matchOnDescription: true });
  if (picked === undefined) return;
  const { experiment, models } = picked;
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const target = targetOf(configuration);
  const names = experiment.tasks.length === 0 ? ['default'] : experiment.tasks;
  const routes = { ...own(configuration, 'routes', target) };
  for (const name of names) routes[name] = routeWith(routes[name], models);
  const { [experiment.name]: _, ...others } = own(configuration, 'experiments', target);
  await configuration.update('routes', routes, target);
  await configuration.update('experiments', others, target);
  void inform(t('{0} is over: {1} now asks {2}.', experiment.name, names.join(', '), models.join(' → ')));
}

function armRows(ledger: Engine['ledger'], experiment: Experiment) {
  const { t } = vscode.l10n;
  const figures = experimentFigures(ledger, experiment);
  return experiment.arms.map(({ name, models }, index) => {
    const own = figures[index];
    const others = figures.filter((one) => one !== own);
    const { mean } = posteriorOf(own ?? { good: 0, bad: 0 });
    const wins = own !== undefined && others.every((other) => shareDifference(own, other).low > 0);
    const said = t('{0} answers, {1}% good', own?.requests ?? 0, Math.round(mean * 100));
    return {
      label: `${experiment.name}: ${name}`,
      description: models.join(' → '),
      detail: wins ? t('{0}: better than the others', said) : t('{0}: too early to tell', said),
      experiment,
      models,
    };
  });
}

/** A route keeps what else it says; its strategy was the experiment. */
function routeWith(route: unknown, models: readonly string[]): unknown {
  if (typeof route !== 'object' || route === null || Array.isArray(route)) return models;
  const { strategy, ...rest } = route as { strategy?: unknown };
  return { ...rest, models, ...(strategy === undefined || strategy === 'experiment' ? {} : { strategy }) };
}

/** Where the experiments are written, so that the routes beside them are. */
function targetOf(configuration: vscode.WorkspaceConfiguration): vscode.ConfigurationTarget {
  const isOfWorkspace = configuration.inspect('experiments')?.workspaceValue !== undefined;
  return isOfWorkspace ? vscode.ConfigurationTarget.Workspace : vscode.ConfigurationTarget.Global;
}

function own(
  configuration: vscode.WorkspaceConfiguration,
  name: string,
  target: vscode.ConfigurationTarget,
): Record<string, unknown> {
  const found = configuration.inspect<Record<string, unknown>>(name);
  return (target === vscode.ConfigurationTarget.Workspace ? found?.workspaceValue : found?.globalValue) ?? {};
}
