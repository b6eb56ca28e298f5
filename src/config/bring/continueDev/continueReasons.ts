import { say } from '../../../core/words.ts';
import type { NoteReason } from '../noteList.ts';

const noAutocomplete = (): NoteReason => ({ why: say('Switchyard does not complete code as you type') });
const noIndex = (): NoteReason => ({ why: say('Switchyard builds no index of code or pages') });
const noTools = (): NoteReason => ({ why: say('Switchyard runs no tools and no servers of tools') });
const ownPrompts = (): NoteReason => ({ why: say('Switchyard has prompts of its own for each task') });
const ownContext = (): NoteReason => ({
  why: say('Switchyard takes its context from the editor'),
  todo: say('add files and selections in its panel'),
});
const editorsProxy = (): NoteReason => ({
  why: say('the editor decides how it reaches the network'),
  todo: say('set "http.proxy" and its neighbours in the editor'),
});
const perRequest = (): NoteReason => ({ why: say('Switchyard sends no such parameter') });
const information = (): NoteReason => ({ why: say('it is information only') });

const REASONS: Readonly<Record<string, () => NoteReason>> = {
  context: ownContext,
  contextProviders: ownContext,
  rules: ownPrompts,
  prompts: ownPrompts,
  systemMessage: ownPrompts,
  slashCommands: ownPrompts,
  customCommands: ownPrompts,
  chatOptions: ownPrompts,
  promptTemplates: ownPrompts,
  template: ownPrompts,
  docs: noIndex,
  embeddingsProvider: noIndex,
  embedOptions: noIndex,
  reranker: noIndex,
  disableIndexing: noIndex,
  mcpServers: noTools,
  tools: noTools,
  tabAutocompleteModel: noAutocomplete,
  tabAutocompleteOptions: noAutocomplete,
  autocompleteOptions: noAutocomplete,
  data: () => ({ why: say('Switchyard sends nothing to anybody but providers') }),
  allowAnonymousTelemetry: () => ({ effect: 'changed', why: say('Switchyard sends nothing to anybody but providers') }),
  analytics: () => ({ why: say('Switchyard sends nothing to anybody but providers') }),
  capabilities: () => ({ why: say('what a model can do is in the catalogue; of an unknown one everything is tried') }),
  cacheBehavior: () => ({ effect: 'changed', why: say('Switchyard does this by itself') }),
  promptCaching: () => ({ effect: 'changed', why: say('Switchyard does this by itself') }),
  proxy: editorsProxy,
  noProxy: editorsProxy,
  verifySsl: editorsProxy,
  caBundlePath: editorsProxy,
  clientCertificate: editorsProxy,
  override: () => ({ why: say('it changes a block whose content is not in the file') }),
  title: information,
  apiType: () => ({ why: say('of Azure, Switchyard asks deployments of Azure OpenAI') }),
  region: () => ({ why: say('Switchyard signs in with API keys only') }),
  profile: () => ({ why: say('Switchyard signs in with API keys only') }),
};

const SENT: ReadonlySet<string> = new Set([
  ...['topP', 'topK', 'minP', 'presencePenalty', 'frequencyPenalty', 'stop', 'n', 'reasoning', 'reasoningBudgetTokens'],
  ...['stream', 'keepAlive', 'mirostat', 'numThreads', 'numGpu', 'useMmap', 'maxStopWords', 'extraBodyProperties'],
]);

/** Why a key of Continue's configuration does not come over, and what to do. */
export function continueReason(key: string): NoteReason {
  const own = Object.hasOwn(REASONS, key) ? REASONS[key] : undefined;
  if (own !== undefined) return own();
  return SENT.has(key) ? perRequest() : { why: say('Switchyard has nothing like it') };
}
