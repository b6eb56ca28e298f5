/** A prompt file as it was read. */
export interface PromptFile {
  readonly description: string;
  readonly body: string;
  /** Fields of the front matter that mean nothing here, such as `model` or `mode`. */
  readonly ignored: readonly string[];
}

const FRONT_MATTER = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)(?:\r?\n)?---[ \t]*(?:\r?\n|$)/;
const KNOWN = new Set(['description', 'name', 'title']);

/** Reads a prompt file: its front matter, of which only the description counts, and its body. */
export function parsePromptFile(text: string): PromptFile {
  const found = FRONT_MATTER.exec(text);
  const fields = new Map<string, string>();
  for (const line of found?.[1]?.split(/\r?\n/) ?? []) {
    const [, name, value = ''] = /^([A-Za-z][\w-]*):(.*)$/.exec(line) ?? [];
    if (name !== undefined) fields.set(name, unquoted(value.trim()));
  }
  return {
    description: fields.get('description') ?? '',
    body: text
      .slice(found?.[0].length ?? 0)
      .replace(/^\uFEFF/, '')
      .trim(),
    ignored: [...fields.keys()].filter((name) => !KNOWN.has(name)),
  };
}

function unquoted(value: string): string {
  const [, , inner] = /^(["'])(.*)\1$/.exec(value) ?? [];
  return inner ?? value;
}
