/**
 * Puts text in the place of a part of the field as if it had been typed: undo takes it back, and the field says that its
 * value changed. `execCommand` is the only way to that.
 */
export function replaceText(field: HTMLTextAreaElement, start: number, end: number, text: string): void {
  field.focus();
  field.setSelectionRange(start, end);
  const done =
    text === '' ? start === end || document.execCommand('delete') : document.execCommand('insertText', false, text);
  if (done) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
}
