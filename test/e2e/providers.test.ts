import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PRESETS } from '../../src/providers/presets.ts';
import type { Behaviour, SimulatedProvider } from '../simulator/behaviour.ts';
import { closedPort } from '../simulator/closedPort.ts';
import type { SimulatedRequest } from '../simulator/simulatedRequest.ts';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { enterKey, isInWebview } from './harness/enterKey.ts';
import { poll } from './harness/poll.ts';
import { COUNTED, probeAnswers } from './harness/probeAnswers.ts';
import { lastRequest } from './harness/simulated.ts';
import { Workbench } from './harness/workbench.ts';

const KEY = 'key-of-the-provider-tests';
/** Its key is taken back in the middle. */
const revoked = { key: KEY, models: { 'claude-haiku-5-5': probeAnswers } };
const ABLE = { price: { input: 1, output: 4 }, capabilities: ['tools', 'json'] };

describeEndToEnd('Providers and their models', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        openai: preset('openai', 'gpt-4o-mini'),
        anthropic: preset('anthropic'),
        google: preset('google'),
        openrouter: openrouter(),
        azure: { key: KEY, vendor: 'azure', models: { 'our-gpt': probeAnswers, 'our-mini': probeAnswers } },
        resp: { models: { 'gpt-6-sol': probeAnswers } },
        wrong: revoked,
        lazy: { models: { 'no-tools': withoutTools } },
        listless: { models: { 'no-list': { text: 'I am on no list.', streams: 'never' } } },
        empty: { models: {} },
      },
    });
    workbench = await Workbench.launch({
      settings: {
        'switchyard.providers': {
          openai: { baseUrl: simulator.baseUrl('openai') },
          anthropic: { baseUrl: simulator.baseUrl('anthropic', 'anthropic-messages') },
          google: { baseUrl: simulator.baseUrl('google', 'gemini') },
          openrouter: { baseUrl: simulator.baseUrl('openrouter') },
          resp: { api: 'openai-responses', baseUrl: simulator.baseUrl('resp'), auth: 'none' },
          wrong: { api: 'anthropic-messages', baseUrl: simulator.baseUrl('wrong', 'anthropic-messages') },
          lazy: { api: 'openai-chat', baseUrl: simulator.baseUrl('lazy'), auth: 'none' },
          empty: { api: 'openai-chat', baseUrl: simulator.baseUrl('empty'), auth: 'none' },
          gone: { api: 'openai-chat', baseUrl: `http://127.0.0.1:${await closedPort()}/v1`, auth: 'none' },
        },
        'switchyard.models': {
          'resp/gpt-6-sol': ABLE,
          'lazy/no-tools': ABLE,
          'wrong/claude-haiku-5-5': ABLE,
          'gone/away': ABLE,
        },
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  test('a provider with models of its own is ready with its key, and more of them can be ticked', async () => {
    const { quick } = workbench;
    await enterKey(workbench, 'OpenAI', KEY);
    await addModelsOf('OpenAI');
    expect(await quick.message()).toContain('OpenAI: Choose Models');
    const rows = await quick.rows();
    expect(rows.map(({ label }) => label)).toEqual([...names('openai'), 'gpt-4o-mini'].sort());
    for (const { label, description, detail } of rows) {
      expect(detail, label).toMatch(
        /^\$[\d.]+ in · \$[\d.]+ out per million tokens · [\d.]+[KM] tokens · tools · JSON/,
      );
      if (label !== 'gpt-4o-mini') expect(description).toBe('in use by default');
    }
    expect(await quick.toggle('gpt-4o-mini')).toBe(true);
    await quick.accept();
    await offered('gpt-4o-mini');
    expect(await configured('openai')).toEqual(['gpt-4o-mini']);
  });

  test('models are searched by what they can do, ticked, asked, and unticked', async () => {
    const { quick } = workbench;
    await enterKey(workbench, 'OpenRouter', KEY);
    await addModelsOf('OpenRouter');
    await quick.search('pictures');
    expect(await quick.rows()).toEqual([
      {
        label: 'acme/painter',
        description: 'Acme: Painter',
        detail: '$0.1 in · $0.4 out per million tokens · 32K tokens · pictures',
      },
    ]);
    expect(await quick.toggle('acme/painter')).toBe(true);
    await quick.search('umbrella');
    expect((await quick.rows()).map(({ detail }) => detail)).toEqual(['free · 8K tokens · tools']);
    expect(await quick.toggle('umbrella/small')).toBe(true);
    await quick.accept();
    await offered('acme/painter');
    expect(await configured('openrouter')).toEqual(['acme/painter', 'umbrella/small']);

    await panel.choose('acme/painter');
    await panel.askAndWait('Hello there');
    expect(lastRequest(simulator)).toMatchObject({ provider: 'openrouter', model: 'acme/painter' });
    expect(await panel.routeDetails()).toContain('reported by the provider');

    await addModelsOf('OpenRouter');
    expect(await quick.toggle('acme/painter')).toBe(false);
    await quick.accept();
    await poll('it is gone', async () => !(await configured('openrouter')).includes('acme/painter'));
    expect(await configured('openrouter')).toEqual(['umbrella/small']);
    await poll('it is offered no more', async () => !(await choices()).includes('acme/painter'));
  });

  test("Azure's deployments are typed, at the address that its portal shows", async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Add Provider or Change Key');
    await quick.find('Azure OpenAI');
    await quick.type('https://YOUR-RESOURCE.openai.azure.com');
    await poll('a fault', async () => (await quick.message()).includes('The name of your own is still missing.'));
    await quick.type(simulator.baseUrl('azure', 'azure'));
    await quick.pick('With an API key');
    expect(await quick.isPassword()).toBe(true);
    await quick.type(KEY);
    expect(await quick.message()).toContain('The names of your deployments');
    await quick.type('our-gpt, our-mini');
    await offered('our-mini');
    await panel.choose('our-mini');
    await panel.newChat();
    await panel.askAndWait('Hello there');
    expect((await panel.text()).trim()).toBe(COUNTED);
    expect(lastRequest(simulator)).toMatchObject({ path: '/openai/v1/chat/completions', headers: { 'api-key': KEY } });
    expect(await panel.routeLine()).toContain('cost unknown');
  });

  test('of an endpoint that lists nothing the names are typed', async () => {
    const { quick } = workbench;
    await workbench.runCommand('Switchyard: Add Provider or Change Key');
    await quick.find('Another endpoint…');
    await quick.type(`${simulator.url}/listless/v1beta/openai`);
    await quick.type('my-own');
    await quick.pick('It wants no key');
    await quick.pick(/chat completions/);
    const told = await workbench.notification('my-own does not list its models');
    await told.getByRole('button', { name: 'Type Their Names' }).click();
    await quick.type('no-list');
    await offered('no-list');
    await panel.choose('no-list');
    await panel.newChat();
    await panel.askAndWait('Hello there');
    expect((await panel.text()).trim()).toBe('I am on no list.');

    await addModelsOf('empty');
    await workbench.notification('empty answers, but lists no models yet.');
    await workbench.runCommand('Notifications: Clear All Notifications');
  });

  test('a key that stops working is told where its provider is asked, and can be changed there', async () => {
    await enterKey(workbench, 'wrong', KEY);
    await workbench.quick.cancel();
    await poll('the chat has the keyboard', () => isInWebview(workbench));
    revoked.key = 'another';
    await addModelsOf('wrong');
    const told = await workbench.notification('wrong does not list its models: invalid x-api-key');
    expect(await told.getByRole('button', { name: 'Enter Key Again' }).count()).toBe(1);
    await workbench.runCommand('Notifications: Clear All Notifications');
    await enterKey(workbench, 'Google Gemini', KEY);
    await workbench.notification('Google Gemini is ready.');
  });

  test('Test Providers checks key, list, answer, tools, JSON and languages of each', async () => {
    const { quick } = workbench;
    await enterKey(workbench, 'Anthropic', KEY);
    await workbench.notification('Anthropic is ready.');
    await workbench.runCommand('Switchyard: Test Providers');
    await poll('the result', async () => /^\d+ of \d+ providers pass/.test(await quick.message()), 30_000);
    await workbench.screenshot('providers-tested');
    expect(await quick.message()).toMatch(/^6 of 11 providers pass/);
    const all = /lists \d+ models? · answered in \d+ ms, (?:\$0\.\d+|price unknown)/.source;
    const expected = {
      OpenAI: `^${all} · works: tool call, JSON, other languages$`,
      Anthropic: `^${all} · works: tool call, JSON, other languages$`,
      'Google Gemini': `^${all} · works: tool call, JSON, other languages$`,
      resp: `^${all} · works: tool call, JSON, other languages$`,
      OpenRouter: `^${all} · works: tool call, other languages$`,
      'Azure OpenAI': `^${all} · works: other languages$`,
      lazy: `^tool call failed: it called no function · ${all} · works: JSON, other languages$`,
      wrong: '^its list of models: invalid x-api-key · answer failed: invalid x-api-key$',
      gone: '^its list of models: .*connection refused.* · answer failed: .*connection refused',
      empty: '^lists 0 models · No model of it is configured.$',
      'my-own': '^other languages failed: it changed letters that are not English · .*, in one piece$',
    };
    for (const [name, words] of Object.entries(expected)) {
      await quick.search(name);
      const row = (await quick.rows()).find(({ label }) => label.endsWith(name));
      expect(row?.detail, name).toMatch(new RegExp(words));
    }
    await quick.search('wrong');
    await quick.pick(/wrong$/);
    expect(await quick.message()).toContain('API key for wrong');
    await quick.cancel();
  });

  async function addModelsOf(provider: string): Promise<void> {
    await workbench.runCommand('Switchyard: Add Models');
    await workbench.quick.find(provider);
  }

  /** The user's own models of a provider, without its id. */
  async function configured(provider: string): Promise<string[]> {
    const text = await readFile(join(workbench.folders.userDataDir, 'User/settings.json'), 'utf8');
    const models = (JSON.parse(text) as Record<string, object>)['switchyard.models'] ?? {};
    return Object.keys(models).flatMap((id) => (id.startsWith(`${provider}/`) ? [id.slice(provider.length + 1)] : []));
  }

  /** The names in the panel's picker. */
  async function choices(): Promise<string[]> {
    const texts = await (await panel.locator('.model-picker vscode-option')).allTextContents();
    return texts.map((text) => text.trim().split(/\s/)[0] ?? '');
  }

  async function offered(name: string): Promise<void> {
    await poll(`${name} in the picker`, async () => (await choices()).includes(name));
  }
});

function names(id: string): string[] {
  return Object.values(PRESETS.find((preset) => preset.id === id)?.models ?? {});
}

/** A known vendor with the default models of its row, and others. */
function preset(id: string, ...more: string[]): SimulatedProvider {
  return { key: KEY, models: Object.fromEntries([...names(id), ...more].map((name) => [name, probeAnswers])) };
}

function openrouter(): SimulatedProvider {
  return {
    ...{ ...preset('openrouter', 'acme/painter', 'umbrella/small'), vendor: 'openrouter' },
    facts: {
      ...Object.fromEntries(names('openrouter').map((name) => [name, { abilities: ['tools', 'json'] }])),
      'acme/painter': {
        ...{ name: 'Acme: Painter', price: { input: 0.1, output: 0.4 }, contextWindow: 32_000, abilities: ['vision'] },
      },
      'umbrella/small': { contextWindow: 8000, abilities: ['tools'] },
    },
  };
}

/** A model that was said to call tools and only talks about them, all at once. */
function withoutTools(request: SimulatedRequest): Behaviour {
  if (request.tools.length === 0) return probeAnswers(request);
  const message = { role: 'assistant', content: 'I would rather not.' };
  return {
    status: 200,
    body: { id: '1', object: 'chat.completion', choices: [{ index: 0, message, finish_reason: 'stop' }] },
  };
}
