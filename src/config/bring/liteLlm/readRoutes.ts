import { say } from '../../../core/words.ts';
import type { RouteEntry } from '../brought.ts';
import type { SetupDraft } from '../draft.ts';
import { isRouteName } from '../isRouteName.ts';
import type { ModelGroups } from './modelGroups.ts';
import type { Fallbacks } from './readFallbacks.ts';

/**
 * Turns model groups with their fallbacks into routes. A gateway's client picks a group by its name, Switchyard picks a
 * route by the task: groups that are called like a task or `default` become that route, else the group that clients get
 * without asking, or the first one, becomes the default. The others are noted with the chain they would make.
 */
export function readRoutes(
  groups: ModelGroups,
  fallbacks: Fallbacks,
  preferred: string | undefined,
  draft: SetupDraft,
): void {
  const names = groups.names.filter((name) => groups.models(name).length > 0);
  for (const name of [...names, ...groups.aliases]) {
    if (isRouteName(name) && groups.models(name).length > 0) {
      draft.route(name, routeOf(name, groups, fallbacks, draft));
    }
  }
  const others = names.filter((name) => !isRouteName(name));
  // In our own export every other group is one model under its own name: nobody asked for a default there.
  const exported = others.length < names.length && others.every((name) => groups.models(name)[0] === name);
  const hasDefault = exported || [...names, ...groups.aliases].includes('default');
  const first = hasDefault ? undefined : (others.find((name) => name === preferred) ?? others[0]);
  if (first !== undefined) draft.route('default', routeOf(first, groups, fallbacks, draft));
  if (exported) return;
  for (const name of others.filter((other) => other !== first)) {
    const { models } = chainOf(name, groups, fallbacks);
    draft.notes.add(`model_name: ${name}`, models, {
      effect: 'changed',
      why: say('Switchyard picks a route by the task, not by a name: no route stands for this group'),
      todo: say('to use it, name it in a route: {0}', JSON.stringify(models)),
    });
  }
}

function routeOf(name: string, groups: ModelGroups, fallbacks: Fallbacks, { notes }: SetupDraft): RouteEntry {
  const { models, added } = chainOf(name, groups, fallbacks);
  if (added.length > 0) {
    const why = say('they come last in the route, so that they are also asked after other failures');
    notes.add(`context_window_fallbacks: ${name}`, added, { effect: 'changed', why });
  }
  const own = groups.deployments(name).map(({ sent }) => sent);
  const common = <K extends keyof (typeof own)[number]>(key: K) =>
    own[0]?.[key] !== undefined && own.every((sent) => sent[key] === own[0]?.[key]) ? { [key]: own[0][key] } : {};
  const options = {
    ...common('temperature'),
    ...common('reasoningEffort'),
    // Of a group that only became the default it is the models' limit, not that of their fallbacks.
    ...(isRouteName(name) && groups.names.includes(name) ? common('maxOutputTokens') : {}),
  };
  if (Object.keys(options).length === 0) return models;
  if (models.length > groups.models(name).length) {
    const why = say('it holds for the whole route, fallbacks included');
    for (const key of Object.keys(options)) notes.add(`${key}: ${name}`, 0, { effect: 'changed', why });
  }
  return { models, ...options };
}

/**
 * A group's models, then those of its fallbacks and of their fallbacks, as LiteLLM would get to them; `added` are the
 * ones that it asks only for long or refused questions.
 */
function chainOf(name: string, groups: ModelGroups, fallbacks: Fallbacks): { models: string[]; added: string[] } {
  const visited = new Set<string>();
  const visit = (group: string) => {
    if (visited.has(group)) return;
    visited.add(group);
    for (const next of fallbacks.after(group)) visit(next);
  };
  visit(name);
  const models = new Set([...visited].flatMap((group) => groups.models(group)));
  const beside = [...visited].flatMap((group) => fallbacks.beside(group)).flatMap((group) => groups.models(group));
  const added = [...new Set(beside)].filter((model) => !models.has(model));
  return { models: [...models, ...added], added };
}
