import { type DroppableField, namePattern } from './droppableFields.ts';

/**
 * The field of which a message says that the model takes one number only: "invalid temperature: only 1 is allowed",
 * "requires temperature to be 1", "temperature, top_p and n are fixed at 1". Of several the one next to these words.
 */
export function fixedField(words: string, fields: readonly DroppableField[]): DroppableField | undefined {
  const found = fields.flatMap((field) => {
    const at = words.search(fixed(field.path));
    return at < 0 ? [] : [{ field, at }];
  });
  return found.toSorted((a, b) => b.at - a.at)[0]?.field;
}

function fixed(path: string): RegExp {
  const name = namePattern(path);
  const patterns = [
    `(?<![\\w.])${name}\\W{1,3}only [\\d.]+ (?:is|are) (?:accepted|allowed|permitted|supported)`,
    `(?<=\\bonly )${name} ?= ?[\\d.]+`,
    `(?<=\\brequires? )${name} to be [\\d.]+(?! or )`,
    `(?<![\\w.])${name}(?:,? (?:and )?\\w+){0,4} (?:is|are) fixed (?:at|to)`,
  ];
  return new RegExp(patterns.join('|'), 'i');
}
