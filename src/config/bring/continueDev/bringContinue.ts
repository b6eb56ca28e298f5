import { say } from '../../../core/words.ts';
import { BringError } from '../bringError.ts';
import type { BringOptions } from '../bringOptions.ts';
import type { Brought, RouteEntry, RouteName } from '../brought.ts';
import { SetupDraft } from '../draft.ts';
import { Section } from '../section.ts';
import { ContinueFile } from './continueFile.ts';
import { continueReason } from './continueReasons.ts';
import { type ContinueModel, readContinueModel } from './readContinueModel.ts';

/** What is read of the options for all models; the rest of them is noted once. */
const SHARED = ['headers', 'timeout', 'temperature', 'maxTokens', 'contextLength'];

/**
 * Continue's `config.yaml` (docs.continue.dev/reference) or its older `config.json` in Switchyard's terms: models of the
 * roles chat, edit and summarize become routes in the order of the file. Throws `BringError` where there are no models.
 */
export function bringContinue(value: unknown, options: BringOptions): Brought {
  const root = new Section(value, '');
  const draft = new SetupDraft(options);
  const file = new ContinueFile(draft, options.env);
  const entries = root.sections('models');
  if (entries.length === 0) throw new BringError(say('"models" is missing or empty: there is nothing to bring'));
  const shared = { request: root.section('requestOptions'), completion: root.section('completionOptions') };
  const models = entries.flatMap((entry) => readContinueModel(entry, shared, file) ?? []);
  writeRoutes(models, draft);
  for (const key of ['name', 'version', 'schema', 'metadata']) root.take(key);
  for (const part of [root, shared.request, shared.completion]) {
    const left = part.leftovers().filter(({ key }) => part === root || !SHARED.includes(key));
    draft.notes.addLeftovers(left, continueReason);
  }
  return draft.build();
}

function writeRoutes(models: readonly ContinueModel[], draft: SetupDraft): void {
  const withRole = (role: ContinueModel['roles'][number]) => models.filter(({ roles }) => roles.includes(role));
  const chat = withRole('chat');
  const usual = chat.length > 0 ? chat : models;
  const routes: [RouteName, readonly ContinueModel[]][] = [['default', usual]];
  // A model for edits writes code; one for summaries summarises. The chat's models come after them.
  for (const [role, names] of [
    ['edit', ['code', 'fix']],
    ['summarize', ['summarize']],
  ] as const) {
    const own = withRole(role);
    const isOwn = own.length > 0 && (own.length !== usual.length || own.some((model) => !usual.includes(model)));
    if (isOwn) for (const name of names) routes.push([name, [...new Set([...own, ...usual])]]);
  }
  for (const [name, chain] of routes) {
    if (chain.length > 0) draft.route(name, routeOf(chain));
  }
  const temperatures = new Set(models.map(({ temperature }) => temperature));
  if (temperatures.size > 1) {
    const todo = say('set "{0}" of a route', 'temperature');
    draft.notes.add('models.temperature', [...temperatures], {
      why: say('it belongs to a route, and its models differ'),
      todo,
    });
  }
  if (usual.length > 1) {
    const why = say('Continue asks the model you pick; Switchyard asks them in this order, the next when one fails');
    draft.notes.add('models', usual, { effect: 'changed', why, todo: say('put the routes in the order you want') });
  }
}

function routeOf(chain: readonly ContinueModel[]): RouteEntry {
  const models = [...new Set(chain.map(({ model }) => model))];
  const [first] = chain;
  const common =
    first?.temperature !== undefined && chain.every(({ temperature }) => temperature === first.temperature);
  return common ? { models, temperature: first.temperature as number } : models;
}
