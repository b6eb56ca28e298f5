import { strings } from '../strings.ts';

/** Gives tables a frame that scrolls, task marks real boxes, and formulas in fences the look of other formulas. */
export function fitBlock(root: ParentNode): void {
  for (const table of root.querySelectorAll('table')) frameTable(table);
  for (const mark of root.querySelectorAll('.task-box'))
    mark.replaceWith(checkbox(mark.classList.contains('task-done')));
  for (const code of root.querySelectorAll('pre > code.language-math')) code.parentElement?.replaceWith(formula(code));
}

function frameTable(table: HTMLTableElement): void {
  const frame = document.createElement('div');
  frame.className = 'table-frame';
  // Reached by Tab, so that a wide one can be scrolled with the keys.
  frame.tabIndex = 0;
  frame.role = 'region';
  frame.ariaLabel = strings.table;
  for (const cell of table.querySelectorAll('th')) cell.scope = 'col';
  table.replaceWith(frame);
  frame.append(table);
}

function checkbox(done: boolean): HTMLElement {
  const box = document.createElement('input');
  box.type = 'checkbox';
  box.className = 'task-box';
  box.disabled = true;
  box.checked = done;
  box.ariaLabel = done ? strings.taskDone : strings.taskOpen;
  return box;
}

function formula(code: Element): HTMLElement {
  const paragraph = document.createElement('p');
  const span = document.createElement('span');
  span.className = 'math math-display';
  span.textContent = `$$\n${(code.textContent ?? '').trim()}\n$$`;
  paragraph.append(span);
  return paragraph;
}
