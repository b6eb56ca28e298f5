import { describe, expect, test } from 'vitest';
import { bringFile } from '../../../src/config/bring/bringFile.ts';
import { bringLog, options } from './bringLog.ts';
import { list, liteLlmLog, model, only } from './liteLlmLog.ts';

describe('model groups', () => {
  const four = list(...['a', 'b', 'c', 'd'].map((name) => model(name, `model: openai/${name}`)));
  const routes = (settings: string) => only(liteLlmLog(`${four}\n${settings}`), 'route');

  test.each([
    ['', 'openai/a'],
    ['router_settings: {fallbacks: [{a: [b, c]}]}', 'openai/a → openai/b → openai/c'],
    ['litellm_settings: {fallbacks: [{a: [b]}, {b: [c]}, {c: [a]}]}', 'openai/a → openai/b → openai/c'],
    ['litellm_settings: {fallbacks: {a: [b]}}', 'openai/a → openai/b'],
    ['router_settings: {fallbacks: [{a: [d]}]}\nlitellm_settings: {fallbacks: [{a: [b]}]}', 'openai/a → openai/d'],
    ['litellm_settings: {default_fallbacks: [c]}', 'openai/a → openai/c'],
    ['router_settings: {fallbacks: [{a: [b]}], default_fallbacks: [c]}', 'openai/a → openai/b → openai/c'],
    ['router_settings: {fallbacks: [{"*": [d]}]}', 'openai/a → openai/d'],
    [
      'router_settings: {context_window_fallbacks: [{a: [d]}], fallbacks: [{a: [b]}]}',
      'openai/a → openai/b → openai/d',
    ],
    ['general_settings: {completion_model: c}', 'openai/c'],
    ['router_settings: {model_group_alias: {default: d}}', 'openai/d'],
  ])('become the default route: %s', (settings, chain) => {
    expect(routes(settings)).toEqual([`route default: ${chain}`]);
  });

  test('called like a task become its route, and an alias does too', () => {
    const text = [
      list(
        model('code', 'model: openai/a, temperature: 0.2, max_tokens: 900, reasoning_effort: high'),
        model('default', 'model: openai/b'),
        model('code', 'model: openai/c, temperature: 0.2, max_tokens: 900, reasoning_effort: high'),
      ),
      'router_settings: {model_group_alias: {explain: code, gpt-4: {model: default, hidden: true}}, fallbacks: [{code: [default]}]}',
    ].join('\n');
    expect(only(liteLlmLog(text), 'route', 'model')).toEqual([
      'model openai/a',
      'model openai/b',
      'model openai/c',
      'route code: openai/a → openai/c → openai/b {"temperature":0.2,"reasoningEffort":"high","maxOutputTokens":900}',
      'route default: openai/b',
      'route explain: openai/a → openai/c → openai/b {"temperature":0.2,"reasoningEffort":"high","maxOutputTokens":900}',
    ]);
  });

  test('in no route are noted with the chain they would make', () => {
    const { notes } = bringFile(`${four}\nrouter_settings: {fallbacks: [{b: [c]}]}`, options());
    expect(notes.map(({ path }) => path)).toEqual(['model_name: b', 'model_name: c', 'model_name: d']);
    expect(notes[0]?.todo).toContain('["openai/b","openai/c"]');
  });

  test('may be named by an id, a wildcard or without their provider; unknown names are noted', () => {
    const text = [
      list(
        model('a', 'model: openai/a'),
        model('a2', 'model: openai/b', ', model_info: {id: special}'),
        model('"groq/*"', 'model: "groq/*"'),
        model('plain', 'model: openai/p'),
      ),
      'router_settings: {fallbacks: [{a: [special, groq/llama-9, openai/plain, nobody, {model: a2}]}]}',
    ].join('\n');
    const lines = liteLlmLog(text);
    expect(only(lines, 'route')).toEqual(['route default: openai/a → openai/b → groq/llama-9 → openai/p']);
    expect(only(lines, 'left')).toEqual(['left router_settings.fallbacks[0].a (text)']);
  });
});

describe('what is sent to a deployment', () => {
  const notes = (...lines: string[]) => only(liteLlmLog(lines.join('\n')), 'route', 'left', 'changed');
  const params = (place: string) => `litellm_params.${place} (`;

  test('and differs from what the route of its group’s first one sends is noted', () => {
    const text = list(
      model('a', 'model: openai/a, temperature: 0.1'),
      model('b', 'model: openai/b, temperature: 0.9, reasoning_effort: high, max_completion_tokens: 70'),
    );
    expect(notes(text, 'router_settings: {fallbacks: [{a: [b]}]}')).toEqual([
      'route default: openai/a → openai/b {"temperature":0.1}',
      'changed temperature: a (number)',
      'changed model_name: b (list of 1)',
      'left model_list[1].litellm_params.temperature (number)',
      'left model_list[1].litellm_params.reasoning_effort (text)',
    ]);
  });

  test('by a fallback of the same mind is not', () => {
    const text = list(model('a', 'model: openai/a, temperature: 0.1'), model('b', 'model: openai/b, temperature: 0.1'));
    const lines = notes(text, 'router_settings: {context_window_fallbacks: [{a: [b]}]}');
    expect(lines.filter((line) => line.includes(params('temperature')))).toEqual([]);
  });

  test.each([
    ['of one group that differ', ['a', 'a'], '', '[0, 1]'],
    ['of a group in no route', ['default', 'b'], '', '[1]'],
    [
      'of a fallback with a route of its own',
      ['code', 'default'],
      'router_settings: {fallbacks: [{code: [default]}]}',
      '[1]',
    ],
    ['of a group that an alias hides', ['a', 'code'], 'router_settings: {model_group_alias: {code: a}}', '[1]'],
  ])('%s: what no route sends, or not every one', (_, [one = '', other = ''], settings, places) => {
    const values = (limit: number, effort: string) => `temperature: 0.${limit}, reasoning_effort: ${effort}`;
    const text = list(
      model(one, `model: openai/a, ${values(1, 'low')}`),
      model(other, `model: openai/b, ${values(2, 'high')}`),
    );
    const lines = notes(text, settings).filter((line) => line.includes('litellm_params'));
    expect(lines.map((line) => line.replace(/^(?:left|changed) /, ''))).toEqual([
      `model_list${places}.litellm_params.temperature (number)`,
      `model_list${places}.litellm_params.reasoning_effort (text)`,
    ]);
  });

  test('as a limit is the model’s, or the route’s whose name the group has; another one is noted', () => {
    const text = list(
      model('a', 'model: openai/a, max_tokens: 100'),
      model('b', 'model: openai/a, max_tokens: 200'),
      model('code', 'model: openai/c, max_tokens: 300'),
      model('code', 'model: openai/d, max_tokens: 400'),
    );
    const lines = liteLlmLog(text);
    expect(only(lines, 'model', 'left')).toEqual([
      'model openai/a {"maxOutputTokens":100}',
      'model openai/c',
      'model openai/d',
      'left model_list[2, 3].litellm_params.max_tokens (number)',
      'left model_list[1].litellm_params.max_tokens (number)',
    ]);
  });

  test('as an effort that is not known here is noted', () => {
    const text = list(model('a', 'model: openai/a, reasoning_effort: extreme'));
    expect(notes(text)).toEqual([
      'route default: openai/a',
      'left model_list[0].litellm_params.reasoning_effort (text)',
    ]);
  });
});

describe('a wildcard', () => {
  const groups = list(
    model('a', 'model: openai/a'),
    model('"groq/*"', 'model: "groq/*", temperature: 0.5, max_tokens: 9'),
    model('"xai/*"', 'model: "xai/*"'),
  );
  const notes = (settings = '') =>
    only(liteLlmLog(`${groups}\n${settings}`), 'left', 'changed').filter((line) => !line.includes('switchyard'));

  test('that no route asks is noted, and so is what it sends', () => {
    expect(notes()).toEqual([
      'left model_list[1].litellm_params.temperature (number)',
      'left model_list[1].litellm_params.max_tokens (number)',
      'changed model_name: groq/* (text)',
      'changed model_name: xai/* (text)',
    ]);
  });

  test('that a fallback asks is not, but still what it sends', () => {
    expect(notes('litellm_settings: {fallbacks: [{a: [groq/llama-9, xai/grok-4.6]}]}')).toEqual([
      'left model_list[1].litellm_params.temperature (number)',
      'left model_list[1].litellm_params.max_tokens (number)',
    ]);
  });
});

describe('the rest', () => {
  const one = list(model('m', 'model: openai/a'));
  const settings = (text: string) => liteLlmLog(`${one}\n${text}`).slice(3);

  test.each([
    ['router_settings: {num_retries: 0, allowed_fails: 0}', ['resilience-none']],
    [
      'router_settings: {num_retries: 2, retry_after: 5}',
      ['resilience {"retryServerErrorOnce":true,"retryAfterUpToMs":5000}'],
    ],
    ['litellm_settings: {cooldown_time: 30}', ['resilience {"cooldownMs":30000}']],
    ['router_settings: {disable_cooldowns: True}', ['resilience {"cooldownMs":0}']],
    ['litellm_settings: {content_policy_fallbacks: [{m: [m]}]}', ['resilience {"contentFilterToNext":true}']],
    ['litellm_settings: {max_budget: 20, budget_duration: 30d}', ['budget {"monthlyUsd":20,"onLimit":"block"}']],
    ['litellm_settings: {max_budget: 2.5, budget_duration: 24h}', ['budget {"dailyUsd":2.5,"onLimit":"block"}']],
    ['litellm_settings: {max_budget: 5, budget_duration: 7d}', ['left litellm_settings.max_budget (number)']],
    ['litellm_settings: {max_budget: 5}', ['left litellm_settings.max_budget (number)']],
  ])('of retries, rests and budgets: %s', (text, expected) => {
    const lines = only(settings(text), 'resilience', 'budget', 'left');
    expect(lines).toEqual(expected[0] === 'resilience-none' ? [] : expected);
  });

  test('of timeouts goes to the providers, a model’s own first, the longest of several', () => {
    const text = [
      list(
        model('a', 'model: openai/a, timeout: 20, stream_timeout: 5'),
        model('a', 'model: openai/b, timeout: 40'),
        model('a', 'model: groq/c, rpm: 10, tpm: 1000', ', tpm: 5'),
        model('a', 'model: xai/c, rpm: 10'),
        model('a', 'model: xai/d, rpm: 20'),
      ),
      'router_settings: {timeout: 60, stream_timeout: 9999}',
      'litellm_settings: {request_timeout: 6000}',
    ].join('\n');
    expect(only(liteLlmLog(text), 'provider', 'changed', 'left')).toEqual([
      'provider openai {"timeouts":{"firstTokenMs":5000,"totalMs":40000}}',
      'provider groq {"timeouts":{"firstTokenMs":3600000,"totalMs":60000},"limits":{"requestsPerMinute":10,"tokensPerMinute":1000}}',
      'provider xai {"timeouts":{"firstTokenMs":3600000,"totalMs":60000}}',
      'changed switchyard.providers.openai.timeouts (mapping of 0)',
      'changed switchyard.providers.*.limits (mapping of 2)',
      'left switchyard.providers.xai.limits (list of 2)',
    ]);
  });

  test('is listed, each with why', () => {
    const text = [
      'include: [other.yaml]',
      one.replace('openai/a', 'openai/a, seed: 7, mystery: x'),
      'router_settings: {routing_strategy: least-busy, redis_password: hush-hush, provider_budget_config: {openai: {budget_limit: 1}}}',
      'litellm_settings: {drop_params: true, success_callback: [langfuse], fallbacks: 7}',
      'general_settings: {master_key: sk-1234, database_url: postgres://u:hush@h}',
      'guardrails: []',
    ].join('\n');
    const brought = bringFile(text, options());
    expect(bringLog(brought).slice(3)).toEqual([
      'no key of openai at https://api.openai.com from OPENAI_API_KEY',
      'left include (list of 1)',
      'left model_list[0].litellm_params.seed (number)',
      'left model_list[0].litellm_params.mystery (text)',
      'changed router_settings.routing_strategy (text)',
      'left router_settings.redis_password (text)',
      'left router_settings.provider_budget_config (mapping of 1)',
      'changed litellm_settings.drop_params (yes)',
      'left litellm_settings.success_callback (list of 1)',
      'left litellm_settings.fallbacks (number)',
      'left general_settings.master_key (text)',
      'left general_settings.database_url (text)',
      'left guardrails (list of 0)',
    ]);
    expect(brought.notes.every(({ why }) => why !== '')).toBe(true);
    expect(JSON.stringify(brought)).not.toMatch(/hush|sk-1234/);
  });
});
