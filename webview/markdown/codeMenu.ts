import { iconElement } from '../icon.ts';
import { strings } from '../strings.ts';
import { CODE_ACTIONS, type CodeActionName } from './codeActions.ts';

let open: { readonly close: (returnFocus: boolean) => void; readonly button: HTMLElement } | undefined;

/**
 * Opens the menu behind a code block's last button, or closes it where it is open: arrow keys, Home and End move, Enter
 * chooses, Escape, Tab and a click elsewhere close; the focus goes back to the button.
 */
export function toggleCodeMenu(button: HTMLElement, choose: (action: CodeActionName) => void): void {
  const wasOpen = open?.button === button;
  open?.close(wasOpen);
  if (wasOpen) return;
  const menu = document.createElement('div');
  menu.className = 'code-menu';
  menu.role = 'menu';
  // In the top layer: no message cuts it off.
  menu.popover = 'manual';
  menu.ariaLabel = strings.moreForCode;
  const items = (button.dataset.actions ?? '').split(' ').map((name) => item(name as CodeActionName));
  menu.append(...items);
  const close = (returnFocus: boolean) => {
    if (open?.button !== button) return;
    open = undefined;
    document.removeEventListener('pointerdown', outside, true);
    menu.remove();
    button.classList.remove('menu-anchor');
    button.ariaExpanded = 'false';
    if (returnFocus) button.focus();
  };
  const outside = (event: Event) => {
    if (event.target instanceof Node && !menu.contains(event.target) && !button.contains(event.target)) close(false);
  };
  menu.addEventListener('keydown', (event) => onKey(event, items, close));
  menu.addEventListener('click', (event) => {
    const chosen = event.target instanceof Element ? event.target.closest<HTMLElement>('[role="menuitem"]') : null;
    if (chosen === null) return;
    event.stopPropagation();
    close(true);
    choose(chosen.dataset.action as CodeActionName);
  });
  menu.addEventListener('focusout', (event) => {
    if (event.relatedTarget instanceof Node && !menu.contains(event.relatedTarget)) close(false);
  });
  document.addEventListener('pointerdown', outside, true);
  button.ariaExpanded = 'true';
  button.classList.add('menu-anchor');
  button.closest('.code-block')?.append(menu);
  menu.showPopover();
  open = { close, button };
  items[0]?.focus();
}

function item(name: CodeActionName): HTMLElement {
  const { icon, label } = CODE_ACTIONS[name];
  const made = document.createElement('button');
  made.type = 'button';
  made.role = 'menuitem';
  made.className = 'code-menu-item';
  made.tabIndex = -1;
  made.dataset.action = name;
  made.append(iconElement(icon), label);
  return made;
}

function onKey(event: KeyboardEvent, items: readonly Element[], close: (returnFocus: boolean) => void): void {
  const at = document.activeElement === null ? -1 : items.indexOf(document.activeElement);
  const last = items.length - 1;
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: at === last ? 0 : at + 1,
    ArrowUp: at <= 0 ? last : at - 1,
    Home: 0,
    End: last,
  };
  const to = moves[event.key];
  if (to !== undefined) (items[to] as HTMLElement | undefined)?.focus();
  else if (event.key === 'Escape' || event.key === 'Tab') close(true);
  else return;
  // Escape would stop the answer that is coming.
  event.stopPropagation();
  if (event.key !== 'Tab') event.preventDefault();
}
