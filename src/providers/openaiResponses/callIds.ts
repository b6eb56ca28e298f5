/** OpenAI refuses longer ones: "Expected a string with maximum length 64". */
const LONGEST = 64;

/**
 * The ids that pair calls and results in one request. Those that other vendors wrote may be too long, empty, or the same
 * in several turns: such a call gets one of our own, the same in every request of the conversation.
 */
export class CallIds {
  readonly #used = new Set<string>();
  /** Calls that wait for their result, by the id the conversation knows them by. */
  readonly #open = new Map<string, string>();

  /** The id to send for a call. */
  ask(id: string): string {
    let sent = id;
    for (let n = this.#used.size; sent === '' || sent.length > LONGEST || this.#used.has(sent); n++) sent = `call_${n}`;
    this.#used.add(sent);
    this.#open.set(id, sent);
    return sent;
  }

  /** The id to send for a result; undefined where no call waits for it. */
  answer(id: string): string | undefined {
    const sent = this.#open.get(id);
    this.#open.delete(id);
    return sent;
  }

  /** The ids to send of the calls that wait for none of these results; they wait no longer. */
  giveUp(expected: ReadonlySet<string>): string[] {
    const given = [...this.#open].filter(([id]) => !expected.has(id));
    for (const [id] of given) this.#open.delete(id);
    return given.map(([, sent]) => sent);
  }
}
