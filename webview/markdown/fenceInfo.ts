import type MarkdownIt from 'markdown-it';

/** Behind the fence may stand a whole line of words; more than this is none of its business. */
const LONGEST = 1000;

/**
 * Makes a Markdown renderer keep what stands behind a fence, as the title of its `code`: the one attribute that passes the
 * sanitiser and that no answer can set by itself. `takeFenceInfo` takes it off again.
 */
export function keepFenceInfo(markdown: InstanceType<typeof MarkdownIt>): void {
  const render = markdown.renderer.rules.fence;
  markdown.renderer.rules.fence = (tokens, index, options, env, self) => {
    const html = render?.(tokens, index, options, env, self) ?? '';
    const info = (tokens[index]?.info ?? '').trim().slice(0, LONGEST).toWellFormed();
    // Encoded, so that no sign in it means anything on the way.
    return info === '' ? html : html.replace(/^<pre><code/, `<pre><code title="${encodeURIComponent(info)}"`);
  };
}

/** What stands behind the fence of a code block; read once, since nobody shall see it as a tooltip. */
export function takeFenceInfo(pre: HTMLElement): string {
  const code = pre.querySelector('code');
  const info = code?.title ?? '';
  code?.removeAttribute('title');
  try {
    return decodeURIComponent(info);
  } catch {
    return '';
  }
}
