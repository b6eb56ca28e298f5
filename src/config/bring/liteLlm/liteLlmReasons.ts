import { say } from '../../../core/words.ts';
import type { NoteReason } from '../noteList.ts';

const byItself = (): NoteReason => ({ effect: 'changed', why: say('Switchyard does this by itself') });
const gatewayOnly = (): NoteReason => ({
  why: say('it is about serving others; Switchyard serves one person'),
  todo: say('keep it in the gateway, and add the gateway as a provider if you need it'),
});
const observed = (): NoteReason => ({
  why: say('Switchyard sends nothing to anybody but providers'),
  todo: say('its own ledger counts requests, spend and times'),
});
const perRequest = (): NoteReason => ({ why: say('Switchyard sends no such parameter') });
const otherAuth = (): NoteReason => ({
  why: say('Switchyard signs in with API keys only'),
  todo: say('reach these models through OpenRouter or a LiteLLM proxy'),
});
const memory = (): NoteReason => ({ why: say('Switchyard keeps what it remembers on this machine') });
const wholeProvider = (): NoteReason => ({
  why: say('it is about one model, Switchyard limits a whole provider'),
  todo: say('set "limits" of the provider'),
});

const REASONS: Readonly<Record<string, () => NoteReason>> = {
  drop_params: byItself,
  modify_params: byItself,
  enable_pre_call_checks: byItself,
  enable_pre_call_check: byItself,
  optional_pre_call_checks: () => ({
    effect: 'changed',
    why: say('a conversation keeps its model while its task stays alike'),
  }),
  routing_strategy: () => ({
    effect: 'changed',
    why: say('Switchyard asks the models of a route in their order and does not spread the load'),
    todo: say('put the model that should be asked first at the front of its route'),
  }),
  routing_strategy_args: () => ({ why: say('it belongs to a routing strategy') }),
  weight: () => ({ why: say('Switchyard asks the models of a route in their order and does not spread the load') }),
  allowed_fails: () => ({ effect: 'changed', why: say('Switchyard lets a model rest after its first failure') }),
  allowed_fails_policy: () => ({ effect: 'changed', why: say('Switchyard lets a model rest after its first failure') }),
  max_fallbacks: () => ({ effect: 'changed', why: say('Switchyard tries the whole route') }),
  max_retries: () => ({ effect: 'changed', why: say('retries are one setting for all models') }),
  retry_policy: () => ({
    effect: 'changed',
    why: say('what is retried, what moves on and what stops follows from the kind of error'),
  }),
  model_group_retry_policy: () => ({ effect: 'changed', why: say('retries are one setting for all models') }),
  cooldown_time: () => ({ why: say('the rest after a failure is one setting for all models') }),
  max_budget: () => ({ why: say('a budget is for everything, not for one model') }),
  budget_duration: () => ({ why: say('it belongs to a budget') }),
  provider_budget_config: () => ({
    why: say('a budget is for everything, not for one provider'),
    todo: say('set "switchyard.budget"'),
  }),
  max_end_user_budget: gatewayOnly,
  rpm: wholeProvider,
  tpm: wholeProvider,
  max_parallel_requests: wholeProvider,
  default_max_parallel_requests: wholeProvider,
  cache: memory,
  cache_params: memory,
  cache_kwargs: memory,
  cache_responses: memory,
  caching_groups: memory,
  redis_host: memory,
  redis_port: memory,
  redis_password: memory,
  redis_url: memory,
  redis_db: memory,
  success_callback: observed,
  failure_callback: observed,
  callbacks: observed,
  service_callbacks: observed,
  audit_log_callbacks: observed,
  callback_settings: observed,
  alerting: observed,
  set_verbose: observed,
  json_logs: observed,
  turn_off_message_logging: () => ({ effect: 'changed', why: say('Switchyard never logs a prompt or an answer') }),
  master_key: gatewayOnly,
  database_url: gatewayOnly,
  guardrails: gatewayOnly,
  mcp_servers: gatewayOnly,
  prompts: gatewayOnly,
  assistant_settings: gatewayOnly,
  files_settings: gatewayOnly,
  vector_store_registry: gatewayOnly,
  search_tools: gatewayOnly,
  store_model_in_db: gatewayOnly,
  access_groups: gatewayOnly,
  supported_environments: gatewayOnly,
  team_id: gatewayOnly,
  tags: gatewayOnly,
  azure_ad_token_provider: otherAuth,
  tenant_id: otherAuth,
  client_id: otherAuth,
  client_secret: otherAuth,
  base_model: () => ({ why: say('Switchyard looks prices up by the name that the provider is asked for') }),
  id: () => ({ effect: 'changed', why: say('models have their own names here') }),
  version: () => ({ why: say('it is information only') }),
  max_tokens: () => ({ why: say('what a model can write is in the catalogue') }),
  max_output_tokens: () => ({ why: say('what a model can write is in the catalogue') }),
  input_cost_per_second: () => ({ why: say('Switchyard counts by tokens'), todo: say('set the price of the model') }),
  organization: () => ({
    why: say('only one organisation fits a provider'),
    todo: say('add a provider with the header OpenAI-Organization for each'),
  }),
  supports_vision: () => ({ why: say('what a model can do is in the catalogue') }),
};

/** Why a key of a LiteLLM configuration does not come over, and what to do. */
export function liteLlmReason(key: string): NoteReason {
  const own = Object.hasOwn(REASONS, key) ? REASONS[key] : undefined;
  if (own !== undefined) return own();
  if (key.startsWith('supports_')) return { why: say('what a model can do is in the catalogue') };
  if (/^(?:aws|vertex|watsonx)_/.test(key)) return otherAuth();
  if (/(?:cost|price)_/.test(key)) return { why: say('Switchyard has no price of this kind') };
  return SENT.has(key) ? perRequest() : { why: say('Switchyard has nothing like it') };
}

/** Parameters of a completion (docs.litellm.ai/docs/completion/input). */
const SENT: ReadonlySet<string> = new Set([
  ...['top_p', 'top_k', 'stop', 'seed', 'n', 'presence_penalty', 'frequency_penalty', 'logit_bias', 'user', 'thinking'],
  ...['response_format', 'extra_body', 'parallel_tool_calls', 'tools', 'tool_choice', 'logprobs', 'service_tier'],
]);
