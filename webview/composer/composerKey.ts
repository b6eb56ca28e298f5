type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'altKey' | 'isComposing' | 'keyCode'>;

/** What the browser reports for every key that an input method has taken. */
const TAKEN_BY_INPUT_METHOD = 229;

/** What a key asks for in the composer, or nothing; never while an input method is composing a word. */
export function composerKey(key: Key): 'send' | 'stop' | null {
  if (isTakenByInputMethod(key)) return null;
  if (key.key === 'Escape') return 'stop';
  return key.key === 'Enter' && !key.shiftKey && !key.altKey ? 'send' : null;
}

/** Whether a key belongs to the word that an input method is composing. */
export function isTakenByInputMethod(key: Pick<Key, 'isComposing' | 'keyCode'>): boolean {
  return key.isComposing || key.keyCode === TAKEN_BY_INPUT_METHOD;
}
