import MarkdownIt, { type Token } from 'markdown-it';
import { placeOfLink } from '../places/placeOfLink.ts';
import { addBlockRules } from './grammar/addBlockRules.ts';
import { addInlineRules } from './grammar/addInlineRules.ts';
import { addTaskLists } from './grammar/addTaskLists.ts';
import { isSafeLink } from './safeLink.ts';

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true });
// Definitions may come long after their use: a block would then depend on text below it.
markdown.disable('reference');
addBlockRules(markdown);
addInlineRules(markdown);
addTaskLists(markdown);
// `main.py` and `build.rs` are files here, not hosts.
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
// Every link is parsed; the rules below decide which become one, so that the words of the others stay readable.
markdown.validateLink = () => true;
markdown.renderer.rules.link_open = openLink;
markdown.renderer.rules.link_close = closeLink;
markdown.renderer.rules.image = renderImage;
markdown.renderer.rules.th_open = openCell;
markdown.renderer.rules.td_open = openCell;
markdown.renderer.rules.math_inline = (tokens, index) => math(tokens[index]?.content ?? '');
markdown.renderer.rules.math_block = renderMathBlock;
markdown.renderer.rules.task_box = (tokens, index) =>
  `<span class="task-box${tokens[index]?.meta?.done ? ' task-done' : ''}"></span>`;
markdown.renderer.rules.footnote_mark = (tokens, index) =>
  `<sup class="footnote-ref">${markdown.utils.escapeHtml(tokens[index]?.content ?? '')}</sup>`;
markdown.renderer.rules.footnote_open = (tokens, index) =>
  `<section class="footnote"><span class="footnote-label">${markdown.utils.escapeHtml(String(tokens[index]?.meta?.label))}</span>`;
markdown.renderer.rules.footnote_close = () => '</section>\n';

/** The HTML of a piece of Markdown: no raw HTML, no images, only links that may be opened. Sanitise it all the same. */
export function renderMarkdown(source: string): string {
  return markdown.render(source);
}

/** The title tells where the link really goes: a webview has no status bar for that. */
function openLink(tokens: Token[], index: number): string {
  const href = hrefOf(tokens, index);
  if (isSafeLink(href)) return anchor(href);
  const place = placeOfLink(href);
  return place === null ? '' : `<span class="place" title="${markdown.utils.escapeHtml(place)}">`;
}

function closeLink(tokens: Token[], index: number): string {
  const href = hrefOf(tokens, openerOf(tokens, index));
  if (isSafeLink(href)) return '</a>';
  return placeOfLink(href) === null ? '' : '</span>';
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

/** A formula is its source until the part of the panel that draws formulas has come. */
function math(source: string, display = /^(?:\$\$|\\\[)/.test(source)): string {
  return `<span class="math${display ? ' math-display' : ''}">${markdown.utils.escapeHtml(source)}</span>`;
}

function renderMathBlock(tokens: Token[], index: number): string {
  const { content = '', meta = null } = tokens[index] ?? {};
  return `<p>${meta?.closed ? math(content, true) : markdown.utils.escapeHtml(content)}</p>\n`;
}
