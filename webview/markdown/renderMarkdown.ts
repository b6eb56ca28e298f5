import MarkdownIt, { type Token } from 'markdown-it';
import { keepFenceInfo } from './fenceInfo.ts';
import { isSafeLink } from './safeLink.ts';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Definitions may come long after their use: a block would then depend on text below it.
markdown.disable('reference');
// `main.py` and `build.rs` are files here, not hosts.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// Every link is parsed; the rules below decide which become one, so that the words of the others stay readable.
markdown.validateLink = () => true;
markdown.renderer.rules.link_open = openLink;
markdown.renderer.rules.link_close = (tokens, index) =>
  isSafeLink(hrefOf(tokens, openerOf(tokens, index))) ? '</a>' : '';
markdown.renderer.rules.image = renderImage;
markdown.renderer.rules.th_open = openCell;
markdown.renderer.rules.td_open = openCell;
keepFenceInfo(markdown);

/** The HTML of a piece of Markdown: no raw HTML, no images, only links that may be opened. Sanitise it all the same. */
export function renderMarkdown(source: string): string {
  return markdown.render(source);
}

/** The title tells where the link really goes: a webview has no status bar for that. */
function openLink(tokens: Token[], index: number): string {
  return isSafeLink(hrefOf(tokens, index)) ? anchor(hrefOf(tokens, index)) : '';
}

/** Links do not nest, so the opener is the nearest one before. */
function openerOf(tokens: Token[], index: number): number {
  return tokens.slice(0, index).findLastIndex((token) => token.type === 'link_open');
}

function hrefOf(tokens: Token[], index: number): string {
  return String(tokens[index]?.attrGet('href') ?? '');
}

/** A remote image tells its server who reads what, so it is only ever a link. */
function renderImage(tokens: Token[], index: number): string {
  const token = tokens[index];
  const source = String(token?.attrGet('src') ?? '');
  const words = markdown.utils.escapeHtml(token?.content || source);
  return isSafeLink(source) && !isInsideLink(tokens, index) ? `${anchor(source)}${words}</a>` : words;
}

function isInsideLink(tokens: Token[], index: number): boolean {
  const nearest = tokens.slice(0, index).findLast((token) => token.type === 'link_open' || token.type === 'link_close');
  return nearest?.type === 'link_open';
}

function anchor(href: string): string {
  const escaped = markdown.utils.escapeHtml(href);
  return `<a href="${escaped}" title="${escaped}">`;
}

/** The page's policy forbids style attributes: alignment becomes a class. */
function openCell(tokens: Token[], index: number): string {
  const token = tokens[index];
  const align = /text-align:(center|right)/.exec(String(token?.attrGet('style') ?? ''))?.[1];
  return align === undefined ? `<${token?.tag}>` : `<${token?.tag} class="align-${align}">`;
}
