import { decodeEntities } from './htmlEntities.ts';

/** Elements whose content is no markup: it reaches to their own end, whatever stands in it. */
const RAW = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'textarea', 'title']);
/** Elements whose content nobody reads. */
const UNREAD = new Set(['svg', 'object', 'canvas', 'head', 'nav', 'footer', 'form', 'button', 'select']);
const BLOCKS = new Set(
  'p div section article main header aside ul ol table blockquote figure hr dl h1 h2 h3 h4 h5 h6'.split(' '),
);

/**
 * A page's title and its words: headings, lists and code kept readable, everything else left out. It runs nothing, and
 * goes over the page once, however it is written.
 */
export function pageText(html: string): { title: string; text: string } {
  const page = new PageReader();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open === -1) break;
    page.text(html.slice(at, open));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      if (end === -1) return page.result();
      at = end + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    if (close === -1) return page.result();
    const [, slash, name = ''] = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20)) ?? [];
    const tag = name.toLowerCase();
    if (tag === '' && !/[/!?]/.test(html[open + 1] ?? '')) {
      page.text('<');
      at = open + 1;
      continue;
    }
    at = close + 1;
    if (slash !== '/' && RAW.has(tag)) {
      const end = endOf(html, tag, at);
      if (tag === 'title') page.title(html.slice(at, end ?? at));
      if (end === undefined) return page.result();
      at = html.indexOf('>', end) === -1 ? html.length : html.indexOf('>', end) + 1;
    } else if (slash === '/') page.close(tag);
    else page.open(tag);
  }
  page.text(html.slice(at));
  return page.result();
}

function endOf(html: string, tag: string, from: number): number | undefined {
  const end = new RegExp(`</${tag}`, 'gi');
  end.lastIndex = from;
  return end.exec(html)?.index;
}

class PageReader {
  #text = '';
  #main = '';
  #title = '';
  readonly #unread: string[] = [];
  #pre = 0;
  #mainDepth = 0;

  title(raw: string): void {
    if (this.#title === '') this.#title = decodeEntities(raw).replace(/\s+/g, ' ').trim();
  }

  text(raw: string): void {
    if (this.#unread.length > 0 || raw === '') return;
    const text = decodeEntities(raw);
    this.#add(this.#pre > 0 ? text : text.replace(/\s+/g, ' '));
  }

  open(tag: string): void {
    if (UNREAD.has(tag)) this.#unread.push(tag);
    if (this.#unread.length > 0) return;
    if (tag === 'main' || tag === 'article') this.#mainDepth += 1;
    if (tag === 'pre' && this.#pre++ === 0) this.#add('\n\n```\n');
    else if (/^h[1-6]$/.test(tag)) this.#add(`\n\n${'#'.repeat(Number(tag[1]))} `);
    else if (tag === 'li') this.#add('\n- ');
    else if (['br', 'tr', 'dt', 'dd'].includes(tag)) this.#add('\n');
    else if (BLOCKS.has(tag)) this.#add('\n\n');
  }

  close(tag: string): void {
    const unread = this.#unread.lastIndexOf(tag);
    if (unread !== -1) this.#unread.length = unread;
    else if (this.#unread.length > 0) return;
    else if (tag === 'pre' && this.#pre > 0 && --this.#pre === 0) this.#add('\n```\n\n');
    else if (tag === 'td' || tag === 'th') this.#add(' | ');
    else if (BLOCKS.has(tag)) this.#add('\n\n');
    if ((tag === 'main' || tag === 'article') && this.#mainDepth > 0) this.#mainDepth -= 1;
  }

  /** What a page says is its main part, if that has words at all. */
  result(): { title: string; text: string } {
    if (this.#pre > 0) this.#add('\n```\n');
    const main = tidy(this.#main);
    return { title: this.#title, text: main.length > 200 ? main : tidy(this.#text) };
  }

  #add(text: string): void {
    this.#text += text;
    if (this.#mainDepth > 0) this.#main += text;
  }
}

/** Outside of code: no blanks at the ends of lines, no more than one empty line. */
function tidy(text: string): string {
  return text
    .split('```')
    .map((part, index) => {
      if (index % 2 === 1) return `\n${part.replace(/^\n+|\s+$/g, '')}\n`;
      const lines = part.split('\n').map((line) => line.replace(/ {2,}/g, ' ').trim());
      return lines.join('\n').replace(/\n{3,}/g, '\n\n');
    })
    .join('```')
    .trim();
}
