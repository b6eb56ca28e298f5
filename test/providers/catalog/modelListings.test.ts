import { describe, expect, test } from 'vitest';
import { SwitchyardError } from '../../../src/core/chat/errors.ts';
import type { ListedModel } from '../../../src/providers/catalog/listedModel.ts';
import type { Listing, ListingStore } from '../../../src/providers/catalog/listingStore.ts';
import { ModelListings } from '../../../src/providers/catalog/modelListings.ts';
import { FakeClock } from '../../fakes/fakeClock.ts';
import { testSetup } from '../../fakes/testSetup.ts';
import { errorLine } from '../eventLines.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A store in memory, which two windows may share. */
class MemoryStore implements ListingStore {
  readonly kept = new Map<string, Listing>();
  async read(id: string, origin: string): Promise<Listing | undefined> {
    return this.kept.get(`${id} ${origin}`);
  }
  async write(id: string, origin: string, listing: Listing): Promise<void> {
    this.kept.set(`${id} ${origin}`, listing);
  }
}

/** A window on a provider whose answers are scripted: a name is a list of that one model, an error is thrown. */
function window(store: MemoryStore, clock: FakeClock, answers: (string | Error)[]) {
  const log: string[] = [];
  const listings = new ModelListings({
    store,
    clock,
    onChange: () => log.push('changed'),
    ask: async (): Promise<readonly ListedModel[]> => {
      log.push('asked');
      const answer = answers.shift() ?? new Error('asked too often');
      if (typeof answer !== 'string') throw answer;
      return [{ name: answer, entry: { contextWindow: 1 } }];
    },
  });
  return { listings, log, knows: (name: string) => listings.lookup(PROVIDER, name) !== undefined };
}

function provider(baseUrl: string, id = 'a') {
  const [only] = testSetup({ providers: { [id]: { api: 'openai-chat', baseUrl } } }).providers.values();
  if (only === undefined) throw new Error('no provider');
  return only;
}

const PROVIDER = provider('https://a.test/v1');
const OFFLINE = new SwitchyardError('network', 'no way');
const names = (models: readonly ListedModel[]) => models.map(({ name }) => name);
const soon = () => AbortSignal.timeout(5000);

describe('what providers list', () => {
  test('is asked for once a day, and known from then on', async () => {
    const clock = new FakeClock();
    const { listings, log, knows } = window(new MemoryStore(), clock, ['old', 'new']);
    expect(knows('old')).toBe(false);
    expect(names(await listings.list(PROVIDER, soon()))).toEqual(['old']);
    expect(knows('old')).toBe(true);
    await clock.advance(DAY - 1);
    expect(names(await listings.list(PROVIDER, soon()))).toEqual(['old']);
    await listings.refreshQuietly(PROVIDER);
    expect(log).toEqual(['asked', 'changed']);
    await clock.advance(1);
    expect(names(await listings.list(PROVIDER, soon()))).toEqual(['new']);
    expect([knows('old'), knows('new')]).toEqual([false, true]);
    expect(log).toEqual(['asked', 'changed', 'asked', 'changed']);
  });

  test('is asked for at any time by who wants to see it', async () => {
    const { listings, log, knows } = window(new MemoryStore(), new FakeClock(), ['one', 'two']);
    await listings.refresh(PROVIDER, soon());
    expect(names(await listings.refresh(PROVIDER, soon()))).toEqual(['two']);
    expect([knows('one'), knows('two'), log]).toEqual([false, true, ['asked', 'changed', 'asked', 'changed']]);
  });

  test('is read at the start and asked of nobody then', async () => {
    const [store, clock] = [new MemoryStore(), new FakeClock()];
    await window(store, clock, ['m']).listings.refresh(PROVIDER, soon());
    const later = window(store, clock, []);
    await later.listings.load([PROVIDER, provider('https://b.test/v1', 'b')]);
    expect([later.knows('m'), later.log]).toEqual([true, ['changed']]);
    await later.listings.load([PROVIDER]);
    expect(later.log).toEqual(['changed']);
  });

  test('is as old as it is where nothing newer can be had', async () => {
    const [store, clock] = [new MemoryStore(), new FakeClock()];
    const late = new SwitchyardError('timeout', 'too late');
    const { listings } = window(store, clock, ['m', OFFLINE, late]);
    await listings.list(PROVIDER, soon());
    await clock.advance(30 * DAY);
    expect(names(await listings.list(PROVIDER, soon()))).toEqual(['m']);
    expect(names(await listings.list(PROVIDER, AbortSignal.abort()))).toEqual(['m']);
  });

  test('is an error where there never was one, and where the user stopped', async () => {
    const [store, clock] = [new MemoryStore(), new FakeClock()];
    const { listings } = window(store, clock, [OFFLINE, 'm', OFFLINE, SwitchyardError.cancelled()]);
    expect(await listings.list(PROVIDER, soon()).catch(errorLine)).toBe('network: no way');
    await listings.list(PROVIDER, soon());
    expect(await listings.refresh(PROVIDER, soon()).catch(errorLine)).toBe('network: no way');
    await clock.advance(DAY);
    expect(await listings.list(PROVIDER, soon()).catch(errorLine)).toBe('cancelled: Stopped.');
  });

  test('is not asked for by a second window on the same day', async () => {
    const [store, clock] = [new MemoryStore(), new FakeClock()];
    const [one, two] = [window(store, clock, ['m']), window(store, clock, [])];
    await two.listings.load([PROVIDER]);
    await one.listings.refreshQuietly(PROVIDER);
    await two.listings.refreshQuietly(PROVIDER);
    expect([one.log, two.log]).toEqual([['asked', 'changed'], ['changed']]);
    expect(two.knows('m')).toBe(true);
  });

  test('is asked for quietly: once at a time, never thrown, and again an hour after it failed', async () => {
    const clock = new FakeClock();
    const { listings, log, knows } = window(new MemoryStore(), clock, [OFFLINE, 'm', OFFLINE]);
    await Promise.all([listings.refreshQuietly(PROVIDER), listings.refreshQuietly(PROVIDER)]);
    await listings.refreshQuietly(PROVIDER);
    await clock.advance(HOUR - 1);
    await listings.refreshQuietly(PROVIDER);
    expect(log).toEqual(['asked']);
    await clock.advance(1);
    await listings.refreshQuietly(PROVIDER);
    expect([knows('m'), log]).toEqual([true, ['asked', 'asked', 'changed']]);
    // Also where an old list answers for the new one.
    await clock.advance(DAY);
    await listings.refreshQuietly(PROVIDER);
    await listings.refreshQuietly(PROVIDER);
    expect(log).toEqual(['asked', 'asked', 'changed', 'asked']);
  });

  test('belongs to its origin: elsewhere nothing is known', async () => {
    const { listings, knows } = window(new MemoryStore(), new FakeClock(), ['m']);
    await listings.refresh(PROVIDER, soon());
    expect(knows('m')).toBe(true);
    expect(listings.lookup(provider('https://other.test/v1'), 'm')).toBeUndefined();
    expect(listings.lookup(provider('https://a.test/v1', 'b'), 'm')).toBeUndefined();
  });

  test('is not believed to be from the future', async () => {
    const [store, clock] = [new MemoryStore(), new FakeClock()];
    await clock.advance(10 * DAY);
    await store.write('a', 'https://a.test', { at: clock.now() + DAY, models: [{ name: 'odd', entry: {} }] });
    const { listings, knows } = window(store, clock, ['m']);
    await listings.load([PROVIDER]);
    expect(names(await listings.list(PROVIDER, soon()))).toEqual(['m']);
    expect([knows('odd'), knows('m')]).toEqual([false, true]);
  });
});
