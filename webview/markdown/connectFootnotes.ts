import { fillIn } from '../format/fillIn.ts';
import { iconElement } from '../icon.ts';
import { strings } from '../strings.ts';

/**
 * Connects marks and notes once both are there, in whatever order their blocks were closed: a mark without a note stays
 * what was written. Call it with every closed block after it is in the answer.
 */
export function connectFootnotes(block: Element): void {
  if (block.querySelector('.footnote, .footnote-ref') === null) return;
  const answer = block.closest('switchyard-markdown') ?? block;
  const notes = new Map<string, HTMLElement>();
  for (const note of answer.querySelectorAll<HTMLElement>('.footnote')) {
    if (!notes.has(labelOf(note))) notes.set(labelOf(note), note);
  }
  for (const mark of answer.querySelectorAll<HTMLElement>('.footnote-ref:not(:has(button))')) {
    const label = mark.textContent ?? '';
    const note = notes.get(label);
    if (note !== undefined) connect(mark, note, label);
  }
}

function connect(mark: HTMLElement, note: HTMLElement, label: string): void {
  const forth = button(fillIn(strings.footnote, label), label);
  const back = note.querySelector<HTMLButtonElement>(':scope > .footnote-back') ?? backButton(note);
  forth.addEventListener('click', () => {
    // The way back leads to the mark one came from.
    back.onclick = () => goTo(forth, forth);
    goTo(note, back);
  });
  back.onclick ??= () => goTo(forth, forth);
  mark.classList.add('footnote-known');
  mark.replaceChildren(forth);
}

function backButton(note: HTMLElement): HTMLButtonElement {
  const back = button(strings.backToText, '');
  back.className = 'icon-button footnote-back';
  back.title = strings.backToText;
  back.append(iconElement('arrowUp'));
  note.append(back);
  return back;
}

function button(name: string, text: string): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.ariaLabel = name;
  element.textContent = text;
  return element;
}

function goTo(target: HTMLElement, focused: HTMLElement): void {
  target.scrollIntoView({ block: 'center' });
  focused.focus({ preventScroll: true });
}

function labelOf(note: HTMLElement): string {
  return note.querySelector(':scope > .footnote-label')?.textContent ?? '';
}
