import { say } from '../../../core/words.ts';
import type { ModelEntry } from '../brought.ts';
import { readClear } from '../readClear.ts';
import { Section } from '../section.ts';
import { VENDORS, type Vendor } from '../vendors.ts';
import type { ContinueFile } from './continueFile.ts';
import { continueReason } from './continueReasons.ts';
import { readContinueEndpoint } from './readContinueEndpoint.ts';
import { readHubBlock } from './readHubBlock.ts';

/** Roles of a model that names none (docs.continue.dev/reference); `summarize` is among them there, but never used. */
const USUAL_ROLES: readonly unknown[] = ['chat', 'edit'];
const ROLES = ['chat', 'edit', 'summarize'] as const;

/** A model of Continue that Switchyard can ask. */
export interface ContinueModel {
  readonly model: string;
  readonly roles: readonly (typeof ROLES)[number][];
  readonly temperature?: number | undefined;
}

/** The options that the file sets for all its models. */
export interface SharedOptions {
  readonly request: Section;
  readonly completion: Section;
}

/** Reads an entry of `models`. What does not come over is noted, a model that cannot come at all too. */
export function readContinueModel(
  entry: Section,
  shared: SharedOptions,
  file: ContinueFile,
): ContinueModel | undefined {
  const { draft } = file;
  const leave = (key: string, value: unknown, why: string, todo?: string) => {
    draft.notes.add(key === '' ? entry.path : entry.at(key), value, { why, todo });
    return undefined;
  };
  if (entry.keys.includes('uses')) {
    readHubBlock(entry, file);
    return undefined;
  }
  const name = entry.text('provider');
  const given = entry.text('model');
  if (name === undefined || given === undefined) {
    return leave('', entry.value, say('it lacks "provider" or "model"'));
  }
  const listed = entry.list('roles');
  const roles = ROLES.filter((role) => (listed.length > 0 ? listed : USUAL_ROLES).includes(role));
  if (roles.length === 0) {
    return leave('roles', listed, say('Switchyard answers questions; it has no use for this role'));
  }
  const vendor = VENDORS.find((candidate) => candidate.continue?.includes(name.toLowerCase()));
  if (vendor === undefined) {
    const todo = say('reach these models through OpenRouter or a LiteLLM proxy');
    return leave('provider', name, say('Switchyard does not speak the API of {0}', name), todo);
  }
  const env = entry.section('env');
  const model = readModel(entry, env, vendor, file);
  if (model === undefined) return undefined;
  if (/\s/.test(model)) return leave('model', given, say('its name cannot be told'));
  const request = over(entry.section('requestOptions'), shared.request);
  const isJson = entry.keys.includes('completionOptions');
  const options = over(entry.section(isJson ? 'completionOptions' : 'defaultCompletionOptions'), shared.completion);
  const endpoint = readContinueEndpoint(entry, { env, request }, vendor, file);
  if (endpoint === undefined) return undefined;
  const provider = draft.provider(endpoint);
  const seconds = request.number('timeout');
  if (seconds) draft.timeout(provider, 'totalMs', seconds * 1000);
  const facts = readFacts(entry, options);
  const temperature = options.number('temperature', 0, 2);
  if (env.text('apiType') === 'azure-foundry') leave('env', env.value, continueReason('apiType').why);
  for (const key of ['name', 'title']) entry.take(key);
  // What holds for all models is noted once, where it stands.
  const common = [...shared.request.keys, ...shared.completion.keys];
  for (const part of [entry, env, request, options]) {
    draft.notes.addLeftovers(
      part.leftovers().filter(({ key }) => !common.includes(key)),
      continueReason,
    );
  }
  // The provider is to list its models, which it is asked for in the editor.
  if (model === 'AUTODETECT') return undefined;
  const id = `${provider}/${model}`;
  draft.model(id, facts);
  return { model: id, roles, temperature };
}

/** What the vendor is asked for, which is the name of a deployment at Azure. */
function readModel(entry: Section, env: Section, { id }: Vendor, file: ContinueFile): string | undefined {
  const deployments = [[env, 'deployment'] as const, [entry, 'deployment'] as const, [entry, 'engine'] as const];
  const named = deployments.find(([section, key]) => id === 'azure' && section.text(key) !== undefined);
  const [section, key] = named ?? [entry, 'model'];
  return readClear(section, key, file);
}

/** A model's own options over those for all; headers are joined. */
function over(own: Section, shared: Section): Section {
  const [all, mine] = [mapping(shared.value), mapping(own.value)];
  const headers = { ...mapping(all.headers), ...mapping(mine.headers) };
  return new Section({ ...all, ...mine, ...(Object.keys(headers).length === 0 ? {} : { headers }) }, own.path);
}

function mapping(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function readFacts(entry: Section, options: Section): ModelEntry {
  const contextWindow = entry.count('contextLength') ?? options.count('contextLength');
  const maxOutputTokens = options.count('maxTokens');
  return {
    ...(contextWindow === undefined ? {} : { contextWindow }),
    ...(maxOutputTokens === undefined ? {} : { maxOutputTokens }),
  };
}
