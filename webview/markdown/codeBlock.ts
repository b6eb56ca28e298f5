import { iconElement } from '../icon.ts';
import { strings } from '../strings.ts';
import { languageName } from './languageName.ts';

/** Puts every code block inside these nodes into a frame with its language and a copy button. */
export function frameCodeBlocks(root: ParentNode): void {
  for (const pre of root.querySelectorAll<HTMLElement>('pre')) {
    const language = /language-(\S+)/.exec(pre.firstElementChild?.className ?? '')?.[1] ?? '';
    const frame = document.createElement('div');
    frame.className = 'code-block';
    pre.replaceWith(frame);
    // Reached by Tab, so that long lines can be scrolled with the keys.
    pre.tabIndex = 0;
    frame.append(header(language), pre);
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
  return { frame, text };
}

function header(language: string): HTMLElement {
  const name = document.createElement('span');
  name.className = 'code-language';
  name.textContent = language === '' ? strings.code : languageName(language);
  const copy = document.createElement('button');
  copy.type = 'button';
  copy.className = 'icon-button copy-code';
  copy.title = strings.copyCode;
  copy.setAttribute('aria-label', strings.copyCode);
  copy.append(iconElement('copy'));
  const bar = document.createElement('div');
  bar.className = 'code-header';
  bar.append(name, copy);
  return bar;
}
