import type { SetupDraft } from '../draft.ts';
import type { SecretRef } from '../endpoint.ts';
import type { Reference } from '../headersOf.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Section } from '../section.ts';

/** `${{ secrets.NAME }}`, or with an owner and a package before the name (continuedev/continue, packages/config-yaml). */
const TEMPLATE = /\$\{\{\s*(?:secrets|inputs)\.(?:[^\s}/]*\/)*([^\s}/]+)\s*\}\}/;

/** A configuration of Continue while it is read: what its templates refer to. */
export class ContinueFile {
  readonly draft: SetupDraft;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(draft: SetupDraft, env: Readonly<Record<string, string | undefined>>) {
    this.draft = draft;
    this.#env = env;
  }

  /** A text with its templates filled in; undefined when one has no value here. */
  resolve(text: string): string | undefined {
    const reference = this.referenceIn(text);
    if (reference === undefined) return text;
    const { value } = reference.ref;
    return value === undefined ? undefined : this.resolve(`${reference.before}${value}${reference.after}`);
  }

  /** The name of the template in a text. */
  nameIn(text: string): string | undefined {
    return TEMPLATE.exec(text)?.[1];
  }

  referenceIn(text: string): Reference | undefined {
    const match = TEMPLATE.exec(text);
    if (match === null) return undefined;
    const [whole, source = ''] = match;
    const value = this.#env[source];
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
