const SHOWN_MS = 1500;

interface CopiedCode {
  readonly text: string;
  readonly messageId?: string;
}

/** The code that a clicked copy button stands for, with the answer it came from; null when the click was on no such button. */
export function copyCodeOf(event: Event): CopiedCode | null {
  const button = event.target instanceof Element ? event.target.closest('.copy-code') : null;
  const text = button?.closest('.code-block')?.querySelector('code')?.textContent;
  if (button === null || text === undefined || text === null) return null;
  button.classList.add('copied');
  setTimeout(() => button.classList.remove('copied'), SHOWN_MS);
  const messageId = button.closest<HTMLElement & { messageId?: string }>('switchyard-answer')?.messageId;
  return { text: text.replace(/\n$/, ''), ...(messageId === undefined ? {} : { messageId }) };
}
