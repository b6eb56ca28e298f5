import { type ClearText, clearText } from '../clearText.ts';
import type { SetupDraft } from '../draft.ts';
import type { SecretRef } from '../endpoint.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { ForeignFile } from '../readClear.ts';
import type { Section } from '../section.ts';

const REFERENCE = /^os\.environ\/(\S+)$/;

/** A LiteLLM configuration while it is read: what its values refer to. */
export class LiteLlmFile implements ForeignFile {
  readonly draft: SetupDraft;
  readonly credentials: ReadonlyMap<string, unknown>;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #own: ReadonlyMap<string, string | undefined>;

  /** `own` are the file's `environment_variables`, which count before `env`, those of the machine. */
  constructor(
    draft: SetupDraft,
    { env, own }: { readonly env: Readonly<Record<string, string | undefined>>; readonly own: Section },
    credentials: ReadonlyMap<string, unknown>,
  ) {
    this.draft = draft;
    this.credentials = credentials;
    this.#env = env;
    const texts = own.keys.map((name) => [name, own.text(name)] as const);
    // One that names a variable in turn is the machine's, not the file's.
    this.#own = new Map(texts.filter(([, text]) => text === undefined || this.referenceOf(text) === undefined));
  }

  variable(name: string): string | undefined {
    if (this.#own.has(name)) return this.#own.get(name);
    return Object.hasOwn(this.#env, name) ? this.#env[name] || undefined : undefined;
  }

  /** The variable that a text names as `os.environ/NAME`, which works for any value of the file. */
  referenceOf(text: string): string | undefined {
    return REFERENCE.exec(text)?.[1];
  }

  inClear(text: string, open: readonly string[] = []): ClearText {
    const name = this.referenceOf(text);
    if (name === undefined) return { text };
    return clearText(name, this.variable(name), this.#own.has(name) || open.includes(name));
  }

  /** A key of the file or named by it; undefined for a word that stands where none is needed. */
  secret(section: Section, name: string): SecretRef | undefined {
    const text = section.text(name);
    if (text === undefined) return undefined;
    const variable = this.referenceOf(text);
    if (variable === undefined) return isPlaceholder(text) ? undefined : { source: section.at(name), value: text };
    return this.secretOf(variable);
  }

  /** The key that a variable holds or should hold. */
  secretOf(variable: string): SecretRef {
    const value = this.variable(variable);
    const found = value === undefined || isPlaceholder(value) ? {} : { value };
    return { source: variable, ...found, ...(this.#own.has(variable) ? {} : { isVariable: true }) };
  }
}
