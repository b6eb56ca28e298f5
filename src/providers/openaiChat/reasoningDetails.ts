type Fields = Readonly<Record<string, unknown>>;

/** What the fragments of a block bring piece by piece; its other fields they repeat, or leave out. */
const PIECES: ReadonlySet<string> = new Set(['text', 'summary', 'data']);

/**
 * The `reasoning_details` of an answer while they come. A stream cuts a block into fragments of one type and index, the
 * signature last and alone, and what was signed is the whole block (openrouter.ai/docs, preserving reasoning;
 * github.com/agno-agi/agno/issues/8794). Fragments without an index are those of a text that goes on until it is signed,
 * as OpenRouter's own client takes them. What is encrypted comes whole, several under one index: only an id joins it.
 */
export class ReasoningDetails {
  readonly #blocks: unknown[] = [];

  get blocks(): readonly unknown[] {
    return this.#blocks;
  }

  add(details: readonly unknown[]): void {
    for (const detail of details) {
      const at = isFields(detail) ? this.#placeOf(detail) : -1;
      if (at < 0) this.#blocks.push(detail);
      else this.#blocks[at] = joined(this.#blocks[at] as Fields, detail as Fields);
    }
  }

  #placeOf(fragment: Fields): number {
    const earliest = fragment.index == null ? this.#blocks.length - 1 : 0;
    return this.#blocks.findLastIndex((block, at) => at >= earliest && isFields(block) && goesOn(block, fragment));
  }
}

/** Details that may have been kept as fragments, as whole blocks. */
export function wholeDetails(details: readonly unknown[]): readonly unknown[] {
  const whole = new ReasoningDetails();
  whole.add(details);
  return whole.blocks;
}

function goesOn(block: Fields, fragment: Fields): boolean {
  const { type, index, id } = fragment;
  if (block.type !== type || (block.index ?? undefined) !== (index ?? undefined)) return false;
  if (type === 'reasoning.encrypted') return id != null && block.id === id;
  // What was signed is whole.
  if (block.signature && fragment.text) return false;
  if (index == null && (type !== 'reasoning.text' || block.signature)) return false;
  return id == null || block.id == null || block.id === id;
}

function joined(block: Fields, fragment: Fields): Fields {
  const fields = Object.entries(fragment).map(([name, value]) => {
    const known = block[name];
    if (PIECES.has(name) && typeof known === 'string' && typeof value === 'string') return [name, known + value];
    // Until it is known, some gateways write an empty one.
    return [name, name === 'signature' ? value || known : (known ?? value)];
  });
  return { ...block, ...Object.fromEntries(fields) };
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
