import { say } from '../../../core/words.ts';
import type { RouteName } from '../brought.ts';
import type { SetupDraft } from '../draft.ts';
import { isRouteName } from '../isRouteName.ts';
import type { NoteList } from '../noteList.ts';
import { type Asked, type ModelGroups, modelsOf } from './modelGroups.ts';
import { modelLimit } from './modelLimit.ts';
import { type MadeRoute, noteUnreached } from './noteUnreached.ts';
import type { Fallbacks } from './readFallbacks.ts';
import type { Sent } from './readSent.ts';

/**
 * Turns model groups with their fallbacks into routes. A gateway's client picks a group by its name, Switchyard picks a
 * route by the task: groups that are called like a task or `default` become that route, else the group that clients get
 * without asking, or the first one, becomes the default. The others are noted with the chain they would make, and so is
 * what of the deployments no route sends or asks.
 */
export function readRoutes(
  groups: ModelGroups,
  fallbacks: Fallbacks,
  preferred: string | undefined,
  draft: SetupDraft,
): void {
  const routes: MadeRoute[] = [];
  const make = (route: RouteName, group: string) => {
    const { sent, asked } = routeOf(group, groups, fallbacks, draft.notes);
    const models = modelsOf(asked);
    draft.route(route, Object.keys(sent).length === 0 ? models : { models, ...sent });
    routes.push({ sent, asked });
  };
  const names = groups.names.filter((name) => groups.models(name).length > 0);
  for (const name of [...names, ...groups.aliases]) {
    if (isRouteName(name) && groups.models(name).length > 0) make(name, name);
  }
  const others = names.filter((name) => !isRouteName(name));
  // In our own export every other group is one model under its own name: nobody asked for a default there.
  const exported = others.length < names.length && others.every((name) => groups.models(name)[0] === name);
  const hasDefault = exported || [...names, ...groups.aliases].includes('default');
  const first = hasDefault ? undefined : (others.find((name) => name === preferred) ?? others[0]);
  if (first !== undefined) make('default', first);
  for (const name of exported ? [] : others.filter((other) => other !== first)) {
    const models = modelsOf(chainOf(name, groups, fallbacks).asked);
    draft.notes.add(`model_name: ${name}`, models, {
      effect: 'changed',
      why: say('Switchyard picks a route by the task, not by a name: no route stands for this group'),
      todo: say('to use it, name it in a route: {0}', JSON.stringify(models)),
    });
  }
  noteUnreached(groups, routes, draft.notes);
}

function routeOf(name: string, groups: ModelGroups, fallbacks: Fallbacks, notes: NoteList): MadeRoute {
  const { asked, added } = chainOf(name, groups, fallbacks);
  if (added.length > 0) {
    const why = say('they come last in the route, so that they are also asked after other failures');
    notes.add(`context_window_fallbacks: ${name}`, added, { effect: 'changed', why });
  }
  const own = groups.asked(name);
  const sent = sentTo(own);
  if (modelsOf(asked).length > modelsOf(own).length) {
    const why = say('it holds for the whole route, fallbacks included');
    for (const key of Object.keys(sent)) notes.add(`${key}: ${name}`, 0, { effect: 'changed', why });
  }
  return { sent, asked };
}

/** What is sent to all of these alike. */
function sentTo(asked: readonly Asked[]): Sent {
  const all = asked.map(({ deployment }) => deployment.sent);
  const common = <K extends keyof Sent>(key: K) =>
    all[0]?.[key] !== undefined && all.every((sent) => sent[key] === all[0]?.[key]) ? { [key]: all[0][key] } : {};
  return {
    ...common('temperature'),
    ...common('reasoningEffort'),
    // What is the models' own limit is not that of their fallbacks.
    ...(asked.every(({ deployment }) => modelLimit(deployment) === undefined) ? common('maxOutputTokens') : {}),
  };
}

/**
 * A group's models, then those of its fallbacks and of their fallbacks, as LiteLLM would get to them, last those that it
 * asks only for long or refused questions; `added` are the models that only these bring.
 */
function chainOf(name: string, groups: ModelGroups, fallbacks: Fallbacks): { asked: Asked[]; added: string[] } {
  const visited = new Set<string>();
  const visit = (group: string) => {
    if (visited.has(group)) return;
    visited.add(group);
    for (const next of fallbacks.after(group)) visit(next);
  };
  visit(name);
  const asked = [...visited].flatMap((group) => groups.asked(group));
  const beside = [...visited].flatMap((group) => fallbacks.beside(group)).flatMap((group) => groups.asked(group));
  const models = modelsOf(asked);
  return { asked: [...asked, ...beside], added: modelsOf(beside).filter((model) => !models.includes(model)) };
}
