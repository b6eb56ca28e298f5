import type { SetupDraft } from '../draft.ts';
import type { SecretRef } from '../endpoint.ts';
import { isPlaceholder } from '../placeholder.ts';
import type { Section } from '../section.ts';

const REFERENCE = /^os\.environ\/(\S+)$/;

/** A LiteLLM configuration while it is read: what its values refer to. */
export class LiteLlmFile {
  readonly draft: SetupDraft;
  readonly credentials: ReadonlyMap<string, unknown>;
  readonly #env: Readonly<Record<string, string | undefined>>;
  readonly #own: ReadonlySet<string>;

  /** `own` are the file's `environment_variables`, which `env` holds over those of the machine. */
  constructor(
    draft: SetupDraft,
    env: Readonly<Record<string, string | undefined>>,
    credentials: ReadonlyMap<string, unknown>,
    own: readonly string[],
  ) {
    this.draft = draft;
    this.#env = env;
    this.#own = new Set(own);
    this.credentials = credentials;
  }

  variable(name: string): string | undefined {
    return this.#env[name] || undefined;
  }

  /** The variable that a text names as `os.environ/NAME`, which works for any value of the file. */
  referenceOf(text: string): string | undefined {
    return REFERENCE.exec(text)?.[1];
  }

  /** A text with its reference looked up; undefined when the variable is not set. */
  resolve(text: string | undefined): string | undefined {
    const name = text === undefined ? undefined : this.referenceOf(text);
    return name === undefined ? text : this.variable(name);
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
