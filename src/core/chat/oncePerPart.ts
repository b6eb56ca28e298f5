import type { MessagePart } from './message.ts';

/** Computes something of a part of a message once: parts do not change, and those of earlier turns come again with each question. */
export function oncePerPart<T>(compute: (part: MessagePart) => T): (part: MessagePart) => T {
  const known = new WeakMap<MessagePart, { readonly value: T }>();
  return (part) => {
    const found = known.get(part);
    if (found !== undefined) return found.value;
    const value = compute(part);
    known.set(part, { value });
    return value;
  };
}
