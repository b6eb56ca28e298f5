import { expect, it } from 'vitest';
import { KeptState } from '../../webview/keptState.ts';

function fakeApi(kept?: unknown) {
  let state = kept;
  return {
    postMessage: () => {},
    getState: () => state,
    setState: (next: unknown) => {
      state = next;
    },
  };
}

it('gives the draft and the place in the conversation back to the next page', () => {
  const api = fakeApi();
  const before = new KeptState(api);
  before.keepDraft('half a question');
  before.keepPlace('c1', { id: 'a7', offset: 120 });
  const after = new KeptState(api);
  expect(after.draft).toBe('half a question');
  expect(after.placeOf('c1')).toEqual({ id: 'a7', offset: 120 });
  expect(after.placeOf('c2')).toBeNull();
});

it('starts empty where what was kept is not its own', () => {
  expect(new KeptState(fakeApi({ draft: 7 })).draft).toBe('');
});
