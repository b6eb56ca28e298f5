/** Turns a sentence with `{0}` places into the reader's language. */
export type Translate = (text: string, ...values: (string | number)[]) => string;

const english: Translate = (text, ...values) =>
  values.length === 0 ? text : text.replace(/\{(\d+)\}/g, (_, place: string) => String(values[Number(place)] ?? ''));

let translate = english;

/** A sentence for people, with its values filled in: reasons, refusals, what went wrong. English until told otherwise. */
export function say(text: string, ...values: (string | number)[]): string {
  return translate(text, ...values);
}

/** Lets every later sentence be said in the reader's language; called once, by the entry that knows it. */
export function speakWith(translator: Translate): void {
  translate = translator;
}
