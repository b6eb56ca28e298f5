import type { PackedNames } from './catalogData.ts';

/**
 * The model that a name means, among models by their ids in lower case, whichever way it is written; undefined rather
 * than a relative that shares its beginning: `x-5-5` is not `x-5`. The date of a snapshot may follow a name, and the path
 * of a resource may come before some.
 */
export function findModel<T>(
  models: Readonly<Record<string, T>>,
  asked: string,
  namesOf: (model: T) => PackedNames | undefined,
): T | undefined {
  const find = (name: string) =>
    Object.hasOwn(models, name) ? models[name] : Object.values(models).find((model) => isNamed(namesOf(model), name));
  const name = asked.toLowerCase();
  return find(name) ?? find(name.replace(DATE, ''));
}

/** A date that is written out in full can be nothing else, whatever comes before it. */
const DATE = /[-@](?:20\d{6}|20\d\d-\d\d-\d\d)$/;

function isNamed({ as = [], dated = [], within = [] }: PackedNames = {}, name: string): boolean {
  return (
    as.includes(name) ||
    dated.some((stem) => isSnapshot(name, stem, NOTHING)) ||
    within.some((stem) => isSnapshot(name, stem, FOLDERS))
  );
}

const NOTHING = /^$/;

/** What may stand before a model's name: nothing, or the path of a resource such as `models/`. */
const FOLDERS = /^(?:.*\/)?$/;

/** What may follow a model's name without making it another model: `-20250929`, `@2026-03-05`, `-0613`, `-latest`. */
const SNAPSHOT = /^(?:[-@](?:\d{8}|\d{4}-\d\d-\d\d|\d\d-\d{4}|\d{3,4}|latest)|-v\d+(?::\d+)?)*$/;

function isSnapshot(name: string, stem: string, before: RegExp): boolean {
  const at = name.indexOf(stem);
  return at >= 0 && before.test(name.slice(0, at)) && SNAPSHOT.test(name.slice(at + stem.length));
}
