import { expect, test } from 'vitest';
import { buildSetup } from '../../src/config/buildSetup.ts';
import { parseSettings } from '../../src/config/parseSettings.ts';
import { EMPTY_CATALOG } from '../../src/core/models/catalog.ts';
import { PRESETS } from '../../src/providers/presets.ts';

function built(settings: Record<string, unknown>) {
  const { settings: parsed, problems } = parseSettings(settings);
  const { setup, problems: further } = buildSetup(parsed, {
    presets: PRESETS,
    catalog: { ...EMPTY_CATALOG, lookup: (vendor) => (vendor === 'openai' ? { contextWindow: 1234 } : undefined) },
    hasKey: (id) => /^(?:openai|second|own)/.test(id),
  });
  return { setup, problems: [...problems, ...further].map(({ key, message }) => `${key}: ${message}`) };
}

test('A second key of a known provider needs no more than its name: it has the same address and the same models', () => {
  const { setup, problems } = built({
    providers: { second: { sharesWith: 'openai', limits: { concurrent: 2 } }, openai: { limits: { concurrent: 1 } } },
    models: { 'openai/x': { tier: 'premium' }, 'second/y': {} },
  });
  expect(problems).toEqual([]);
  const [first, second] = [setup.providers.get('openai'), setup.providers.get('second')];
  expect(second).toEqual({
    ...first,
    id: 'second',
    name: 'second',
    pool: 'openai',
    limits: { concurrent: 2 },
    defaults: Object.fromEntries(
      Object.entries(first?.defaults ?? {}).map(([tier, model]) => [tier, model.replace('openai/', 'second/')]),
    ),
  });
  expect(first?.pool).toBe('openai');
  expect(setup.models.get('second/x')).toMatchObject({ tier: 'premium', contextWindow: 1234 });
  for (const model of Object.values(first?.defaults ?? {})) {
    const { id: _, provider: __, ...mine } = setup.models.get(model) ?? { id: '', provider: '' };
    expect(setup.models.get(model.replace('openai/', 'second/'))).toMatchObject(mine);
  }
  expect(setup.models.has('openai/y')).toBe(false);
});

test('Another address of an own server keeps its address, and is not sent the headers of the first', () => {
  const { setup } = built({
    providers: {
      own: {
        api: 'openai-chat',
        baseUrl: 'https://one.test/v1',
        headers: { 'x-team': 'a' },
        timeouts: { totalMs: 5 },
        limits: { concurrent: 1 },
      },
      own2: { sharesWith: 'own' },
      own3: { sharesWith: 'own2', baseUrl: 'https://three.test/v1', headers: { 'x-three': 'b' } },
    },
  });
  expect(setup.providers.get('own2')).toMatchObject({
    ...{
      pool: 'own',
      baseUrl: 'https://one.test/v1',
      headers: { 'x-team': 'a' },
      timeouts: { totalMs: 5 },
      limits: {},
    },
  });
  const third = setup.providers.get('own3');
  expect(third).toMatchObject({ pool: 'own', api: 'openai-chat', baseUrl: 'https://three.test/v1' });
  expect(third?.headers).toEqual({ 'x-three': 'b' });
});

test('Who shares with nobody that is known, or with itself, is named and stands alone', () => {
  const entry = { api: 'openai-chat', baseUrl: 'https://one.test/v1' };
  const { setup, problems } = built({
    providers: {
      own: { ...entry, sharesWith: 'own' },
      own2: { ...entry, sharesWith: 'own3' },
      own3: { ...entry, sharesWith: 'own2' },
      own4: { ...entry, sharesWith: 'nobody' },
      own5: { sharesWith: '__proto__' },
    },
  });
  expect(problems).toEqual([
    'switchyard.providers.own5.sharesWith: Invalid string: must match pattern /^[A-Za-z0-9][A-Za-z0-9_.-]*$/',
    'switchyard.providers.own.sharesWith: in the end it shares with itself: name the provider whose models it has',
    'switchyard.providers.own2.sharesWith: in the end it shares with itself: name the provider whose models it has',
    'switchyard.providers.own3.sharesWith: in the end it shares with itself: name the provider whose models it has',
    'switchyard.providers.own4.sharesWith: there is no provider nobody',
  ]);
  expect([...setup.providers.values()].map(({ pool }) => pool).filter((pool) => pool !== undefined)).toEqual([]);
  expect(setup.providers.has('own4')).toBe(true);
});

test('What happens to data is said of an address: a mate elsewhere has its own word or none', () => {
  const dataPolicy = { trainsOnData: false, retentionDays: 0, region: 'EU' };
  const { setup } = built({
    providers: {
      own: { api: 'openai-chat', baseUrl: 'https://one.test/v1', dataPolicy },
      key: { sharesWith: 'own' },
      elsewhere: { sharesWith: 'own', baseUrl: 'https://two.test/v1' },
      said: { sharesWith: 'own', baseUrl: 'https://three.test/v1', dataPolicy: { trainsOnData: true } },
    },
  });
  expect(setup.providers.get('key')?.dataPolicy).toMatchObject(dataPolicy);
  expect(setup.providers.get('elsewhere')?.dataPolicy).toEqual({ from: 'unknown' });
  expect(setup.providers.get('said')?.dataPolicy).toMatchObject({ trainsOnData: true });
  expect(setup.providers.get('said')?.dataPolicy).not.toMatchObject({ region: 'EU' });
});
