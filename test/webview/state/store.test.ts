import { expect, it } from 'vitest';
import { Store } from '../../../webview/state/store.ts';
import { INITIAL_STATE } from '../../../webview/state/viewState.ts';

it('tells its readers once for all messages of a frame', () => {
  const frames: (() => void)[] = [];
  const store = new Store(INITIAL_STATE, (flush) => frames.push(flush));
  let told = 0;
  const stop = store.subscribe(() => {
    told += 1;
  });
  for (let index = 0; index < 100; index += 1) store.receive({ method: 'composer/focus', params: {} });
  expect(frames).toHaveLength(1);
  expect(store.state.focusRequests).toBe(100);
  frames[0]?.();
  expect(told).toBe(1);

  stop();
  store.receive({ method: 'composer/focus', params: {} });
  frames[1]?.();
  expect(told).toBe(1);
});
