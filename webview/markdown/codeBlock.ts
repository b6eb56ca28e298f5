import { blockFiles } from '../../src/protocol/blockFiles.ts';
import { languageOf } from '../../src/protocol/codeBlocks.ts';
import { isPatchLanguage } from '../../src/protocol/codeLanguages.ts';
import { iconElement } from '../icon.ts';
import { strings } from '../strings.ts';
import { type CodeAction, codeActions } from './codeActions.ts';
import { takeFenceInfo } from './fenceInfo.ts';
import { languageName } from './languageName.ts';

/** Search-and-replace pairs say what they change, whatever their block calls itself. */
const PAIRS = /^\s*<{5,9} ?(?:SEARCH|ORIGINAL)\s*$/im;

/** Puts every code block inside these nodes into a frame with its language, its file, and what can be done with it. */
export function frameCodeBlocks(root: ParentNode): void {
  for (const pre of root.querySelectorAll<HTMLElement>('pre')) {
    const language = /language-(\S+)/.exec(pre.firstElementChild?.className ?? '')?.[1] ?? '';
    frameAround(pre, takeFenceInfo(pre) || language);
  }
}

/** A frame around code that is still coming. */
export function openCodeBlock(language: string): { readonly frame: HTMLElement; readonly text: Text } {
  const code = document.createElement('code');
  const text = document.createTextNode('');
  code.append(text);
  if (language !== '') code.className = `language-${language}`;
  const pre = document.createElement('pre');
  pre.append(code);
  const frame = document.createElement('div');
  frame.append(pre);
  frameCodeBlocks(frame);
  // Half a block is read and copied, no more.
  for (const button of frame.querySelectorAll('.code-actions > :not(.copy-code)')) button.remove();
  return { frame, text };
}

/** Gives the header of a block that was still coming all that a whole one has. `info` stands behind its fence. */
export function completeCodeBlock(frame: Element, info: string): void {
  const pre = frame.querySelector('pre');
  if (pre === null || !(frame instanceof HTMLElement)) return;
  frame.dataset.info = info;
  frame.querySelector('.code-header')?.replaceWith(headerOf(pre, info));
}

function headerOf(pre: HTMLElement, info: string): HTMLElement {
  const language = languageOf(info);
  const text = pre.textContent ?? '';
  const [file, ...others] = blockFiles({ text, language, info, above: '' });
  const path = others.length > 0 ? undefined : file?.replace(isPatchLanguage(language) ? /^[ab]\// : /^$/, '');
  return header(language, path, PAIRS.test(text));
}

function frameAround(pre: HTMLElement, info: string): void {
  const frame = document.createElement('div');
  frame.className = 'code-block';
  frame.dataset.info = info;
  pre.replaceWith(frame);
  // Reached by Tab, so that long lines can be scrolled with the keys.
  pre.tabIndex = 0;
  frame.append(headerOf(pre, info), pre);
}

function header(language: string, path: string | undefined, hasPairs: boolean): HTMLElement {
  const { first, rest } = codeActions(language, path !== undefined || hasPairs);
  const actions = document.createElement('div');
  actions.className = 'code-actions';
  if (first !== undefined) actions.append(firstButton(first));
  const copy = button('copy', strings.copyCode);
  copy.classList.add('copy-code');
  const more = button('ellipsis', strings.moreForCode);
  more.classList.add('more-for-code');
  more.ariaHasPopup = 'menu';
  more.ariaExpanded = 'false';
  more.dataset.actions = rest.map(({ name }) => name).join(' ');
  actions.append(copy, more);
  const bar = document.createElement('div');
  bar.className = 'code-header';
  bar.append(title(language, path), actions);
  return bar;
}

function title(language: string, path: string | undefined): HTMLElement {
  const name = document.createElement('span');
  name.className = 'code-language';
  name.textContent = language === '' ? strings.code : languageName(language);
  const words = document.createElement('div');
  words.className = 'code-title';
  if (path === undefined) words.append(name);
  else {
    const file = document.createElement('span');
    file.className = 'code-file';
    file.textContent = path.split(/[\\/]/).at(-1) ?? path;
    file.title = path;
    words.append(file, name);
  }
  return words;
}

/** The likeliest action, with its word where it has one: no icon says *compare*. */
function firstButton({ name, icon, label, word }: CodeAction): HTMLElement {
  const made = button(icon, label);
  made.dataset.action = name;
  if (word !== undefined) {
    const shown = document.createElement('span');
    shown.className = 'code-action-word';
    shown.textContent = word;
    made.append(shown);
  }
  return made;
}

function button(icon: Parameters<typeof iconElement>[0], label: string): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'icon-button';
  made.title = label;
  made.ariaLabel = label;
  made.append(iconElement(icon));
  return made;
}
