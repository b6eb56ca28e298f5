type Late = typeof import('./late.ts').late;

let parts: Late | undefined;

/** What readers look at now and then, once it is loaded: the lists over the conversation, a route's details. */
export function lateParts(): Late | undefined {
  return parts;
}

/** Loads it: one chunk, with whatever of it is looked at first. */
export async function loadLateParts(): Promise<void> {
  parts ??= (await import('./late.ts')).late;
}
