import type { HostChannel } from '../connectHost.ts';
import type { CodeActionName } from './codeActions.ts';
import { toggleCodeMenu } from './codeMenu.ts';

const METHODS = {
  apply: 'code/apply',
  terminal: 'code/terminal',
  insert: 'code/insert',
  newFile: 'code/newFile',
} as const;

/** Does what a clicked button in a code block's header stands for; false when the click was on no such button. */
export function runCodeAction(event: Event, host: Pick<HostChannel, 'send'>): boolean {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('.code-actions button') : null;
  const block = button?.closest<HTMLElement>('.code-block');
  if (button === null || block === null || block === undefined) return false;
  const run = (action: CodeActionName) => {
    const text = block.querySelector('code')?.textContent?.replace(/\n$/, '') ?? '';
    const messageId = block.closest<HTMLElement & { messageId?: string }>('switchyard-answer')?.messageId;
    const info = block.dataset.info ?? '';
    host.send(METHODS[action], { text, info, ...(messageId === undefined ? {} : { messageId }) });
  };
  if (button.classList.contains('more-for-code')) toggleCodeMenu(button, run);
  else if (button.dataset.action !== undefined) run(button.dataset.action as CodeActionName);
  else return false;
  return true;
}
