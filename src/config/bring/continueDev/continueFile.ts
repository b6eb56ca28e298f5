import { type ClearText, clearText } from '../clearText.ts';
import type { SetupDraft } from '../draft.ts';
import type { SecretRef } from '../endpoint.ts';
import type { Reference } from '../headersOf.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { ForeignFile } from '../readClear.ts';
import type { Section } from '../section.ts';

/** `${{ secrets.NAME }}`, or with an owner and a package before the name (continuedev/continue, packages/config-yaml). */
const TEMPLATE = /\$\{\{\s*(?:secrets|inputs)\.(?:[^\s}/]*\/)*([^\s}/]+)\s*\}\}/;

/** A configuration of Continue while it is read: what its templates refer to. */
export class ContinueFile implements ForeignFile {
  readonly draft: SetupDraft;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(draft: SetupDraft, env: Readonly<Record<string, string | undefined>>) {
    this.draft = draft;
    this.#env = env;
  }

  inClear(text: string, open: readonly string[] = []): ClearText {
    const reference = this.referenceIn(text);
    if (reference === undefined) return { text };
    const { before, ref, after } = reference;
    // What stands beside an open variable could send it elsewhere, or be another variable.
    const isOpen = `${before}${after}` === '' && open.includes(ref.source);
    return clearText(ref.source, ref.value, isOpen);
  }

  referenceIn(text: string): Reference | undefined {
    const match = TEMPLATE.exec(text);
    if (match === null) return undefined;
    const [whole, source = ''] = match;
    const value = Object.hasOwn(this.#env, source) ? this.#env[source] : undefined;
    const found = value === undefined || isPlaceholder(value) ? {} : { value };
    const ref: SecretRef = { source, ...found, isVariable: true };
    return { before: text.slice(0, match.index), ref, after: text.slice(match.index + whole.length) };
  }

  /** A key of the file or named by it; undefined where there is none, or a word in its place. */
  secret(section: Section, name: string): SecretRef | undefined {
    const text = section.text(name);
    if (text === undefined) return undefined;
    const reference = this.referenceIn(text);
    if (reference !== undefined) return reference.ref;
    return isPlaceholder(text) ? undefined : { source: section.at(name), value: text };
  }
}
