import { expect, it } from 'vitest';
import { BlockStream } from '../../../webview/markdown/blockStream.ts';
import { renderMarkdown } from '../../../webview/markdown/renderMarkdown.ts';
import { BOMBS } from '../bombs.ts';

/** In characters: more is never parsed or drawn in one go, however it came. A single step may add 16,000. */
const LONGEST = 33_000;

it.each(Object.entries(BOMBS))('%s: nothing is lost, nothing long is drawn in one go', (_, make) => {
  const text = make(60_000);
  const stream = new BlockStream();
  let shown = '';
  let tail = '';
  for (let end = 16_000; end < text.length + 16_000; end += 16_000) {
    const change = stream.update(text.slice(0, end));
    expect(change.restarted).toBe(false);
    for (const { markdown, code, continued } of change.added) {
      shown += markdown;
      if (code !== undefined) continue;
      expect(markdown.length).toBeLessThan(LONGEST);
      expect(continued?.block === 'table' ? continued.head.length : 0).toBeLessThan(5000);
      renderMarkdown(markdown);
    }
    ({ tail } = change);
    if (change.openCode === undefined) expect(tail.length).toBeLessThan(LONGEST);
  }
  expect(shown + tail).toBe(text);
});
