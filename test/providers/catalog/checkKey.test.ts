import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkKey } from '../../../src/providers/catalog/checkKey.ts';
import { PRESETS } from '../../../src/providers/presets.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { type Simulator, startSimulator } from '../../simulator/simulator.ts';
import { errorLine, keysOf } from '../eventLines.ts';

describe('a key that is tried', () => {
  let simulator: Simulator;
  beforeAll(async () => {
    const models = { m: { text: 'Hi.' } };
    simulator = await startSimulator({
      providers: {
        openai: { key: 'sk-right', models },
        openrouter: { key: 'sk-right', vendor: 'openrouter', models },
      },
    });
  });
  afterAll(() => simulator.close());

  it.each(['openai', 'openrouter'])('is taken or refused by %s itself', async (id) => {
    expect(await tried(id, 'sk-right')).toBe('taken');
    expect(await tried(id, 'sk-wrong')).toMatch(/^auth 401/);
  });

  it('is not taken for good because everybody may read the list of models', async () => {
    const open: typeof fetch = async (input) =>
      String(input).endsWith('/models')
        ? Response.json({ data: [{ id: 'a/b' }] })
        : Response.json({ error: { message: 'User not found.', code: 401 } }, { status: 401 });
    expect(await tried('openrouter', 'sk-wrong', open)).toBe('auth 401: User not found.');
  });

  async function tried(id: string, key: string, fetch?: typeof globalThis.fetch): Promise<string> {
    const setup = testSetup({ providers: { [id]: { baseUrl: simulator.baseUrl(id) } } }, { presets: PRESETS });
    const provider = setup.providers.get(id);
    if (provider === undefined) throw new Error(`no provider ${id}`);
    const keys = keysOf({ [`${id} ${new URL(provider.baseUrl).origin}`]: key });
    return checkKey(provider, keys, AbortSignal.timeout(5000), fetch).then(() => 'taken', errorLine);
  }
});
