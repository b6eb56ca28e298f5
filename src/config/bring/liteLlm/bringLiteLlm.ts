import { say } from '../../../core/words.ts';
import { BringError } from '../bringError.ts';
import type { BringOptions } from '../bringOptions.ts';
import type { Brought } from '../brought.ts';
import { SetupDraft } from '../draft.ts';
import { isRouteName } from '../isRouteName.ts';
import { Section } from '../section.ts';
import { LiteLlmFile } from './liteLlmFile.ts';
import { liteLlmReason } from './liteLlmReasons.ts';
import { ModelGroups } from './modelGroups.ts';
import { modelLimit } from './modelLimit.ts';
import { readBudget } from './readBudget.ts';
import { type Deployment, readDeployment } from './readDeployment.ts';
import { readFallbacks } from './readFallbacks.ts';
import { readReliability } from './readReliability.ts';
import { readRoutes } from './readRoutes.ts';

/**
 * A LiteLLM proxy's `config.yaml` in Switchyard's terms (docs.litellm.ai/docs/proxy/configs): deployments become providers
 * and models, model groups with their fallbacks become routes. Throws `BringError` where there is no `model_list`.
 */
export function bringLiteLlm(value: unknown, options: BringOptions): Brought {
  const root = new Section(value, '');
  const draft = new SetupDraft(options);
  const variables = root.section('environment_variables');
  const file = new LiteLlmFile(draft, { env: options.env, own: variables }, credentialsOf(root));
  const entries = root.sections('model_list');
  if (variables.keys.length > 0) {
    const why = say('they were used for what refers to them, and are not kept');
    draft.notes.add(variables.path, variables.value, { why });
  }
  noteIncludes(root, draft);
  if (entries.length === 0) throw new BringError(say('"model_list" is missing or empty: there is nothing to bring'));
  const deployments = entries.flatMap((entry) => readDeployment(entry, file) ?? []);
  const router = root.section('router_settings');
  const litellm = root.section('litellm_settings');
  const general = root.section('general_settings');
  const aliases = readAliases(router);
  const groups = new ModelGroups(deployments, aliases);
  const fallbacks = readFallbacks([router, litellm], groups, aliases, draft.notes);
  const idle = groups.aliases.filter((alias) => !isRouteName(alias));
  if (idle.length > 0) {
    const why = say('nobody asks Switchyard for a model by another name');
    draft.notes.add(router.at('model_group_alias'), idle, { why });
  }
  if (fallbacks.afterFilter) draft.resilience.contentFilterToNext = true;
  readRoutes(groups, fallbacks, general.text('completion_model'), draft);
  readModels(deployments, draft);
  readReliability([router, litellm], draft);
  readBudget(litellm, draft);
  for (const part of [router, litellm, general, root]) {
    // Zero allowed failures is what Switchyard does.
    const left = part.leftovers().filter(({ key, value: it }) => key !== 'allowed_fails' || it !== 0);
    draft.notes.addLeftovers(left, liteLlmReason);
  }
  return draft.build();
}

function credentialsOf(root: Section): ReadonlyMap<string, unknown> {
  return new Map(
    root
      .sections('credential_list')
      .map((entry) => [entry.text('credential_name') ?? '', entry.take('credential_values')]),
  );
}

function noteIncludes(root: Section, { notes }: SetupDraft): void {
  const included = root.list('include');
  if (included.length === 0) return;
  const todo = say('import the included files too, one by one');
  notes.add('include', included, { why: say('only the file itself is read'), todo });
}

/** `alias: group` or `alias: {model: group, hidden: true}`. */
function readAliases(router: Section): Map<string, string> {
  const section = router.section('model_group_alias');
  const pairs = section.keys.map(
    (alias) => [alias, section.text(alias) ?? section.section(alias).text('model')] as const,
  );
  return new Map(pairs.flatMap(([alias, group]) => (group === undefined ? [] : [[alias, group] as const])));
}

/** What is said of a model in one deployment holds for all; routes have the output limits of the groups they stand for. */
function readModels(deployments: readonly Deployment[], draft: SetupDraft): void {
  const limits = new Map<string, number>();
  for (const deployment of deployments) {
    const { model, facts, places } = deployment;
    if (model === undefined) continue;
    const limit = modelLimit(deployment);
    if (limit !== undefined && (limits.get(model) ?? limit) !== limit) {
      draft.notes.add(places.maxOutputTokens, limit, {
        why: say('a model has one limit, and another was named first'),
      });
    } else if (limit !== undefined) limits.set(model, limit);
    draft.model(model, { ...facts, ...(limit === undefined ? {} : { maxOutputTokens: limit }) });
  }
}
