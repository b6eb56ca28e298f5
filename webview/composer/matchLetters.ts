export interface LabelPart {
  readonly text: string;
  readonly matched: boolean;
}

/**
 * The label in parts, with the letters that the query stands for: as one piece where there is one, else one after the other;
 * null where the label does not hold them.
 */
export function matchLetters(label: string, query: string): readonly LabelPart[] | null {
  const letters = label.toLowerCase();
  const wanted = query.toLowerCase();
  // Some letters get longer in lower case: their places would not be those of the label.
  if (wanted === '' || letters.length !== label.length) return wanted === '' ? [plain(label)] : null;
  const at = letters.indexOf(wanted);
  const places = at >= 0 ? Array.from(wanted, (_, index) => at + index) : oneByOne(letters, wanted);
  return places === null ? null : parts(label, new Set(places));
}

function oneByOne(letters: string, wanted: string): number[] | null {
  const places: number[] = [];
  for (let index = 0; index < letters.length && places.length < wanted.length; index += 1) {
    if (letters[index] === wanted[places.length]) places.push(index);
  }
  return places.length === wanted.length ? places : null;
}

function parts(label: string, places: ReadonlySet<number>): readonly LabelPart[] {
  const found: { text: string; matched: boolean }[] = [];
  for (let index = 0; index < label.length; index += 1) {
    const matched = places.has(index);
    const last = found.at(-1);
    if (last?.matched === matched) last.text += label[index];
    else found.push({ text: label[index] ?? '', matched });
  }
  return found;
}

function plain(text: string): LabelPart {
  return { text, matched: false };
}
