import { CONCEPTS, conceptsIn } from './conceptsIn.ts';
import { joinedHash, textHash } from './featureHash.ts';
import type { Emit } from './taskFeatures.ts';

/** Of the sentence that asks the first ones tell. */
const MOST_ASKED = 16;
/** Later concepts say little of what is asked. */
const MOST = 60;
const NAMES = CONCEPTS.map((concept) => `ch:${concept}`);
const HASHES = CONCEPTS.map((concept) => textHash(concept));

const ANYWHERE = textHash('c');
const AT = [textHash('c0'), textHash('c1'), textHash('c2')];
const PAIR = textHash('cc');
const PAIR_APART = textHash('c_c');
const THREE = textHash('ccc');
const FIRST_TWO = textHash('c01');
const WITH_SHAPE = textHash('sc');
const NONE = textHash('c:none');
const IN_TAIL = textHash('cl');
const ASKED = textHash('ca');
const ASKED_PAIR = textHash('cca');
const ASKED_APART = textHash('c_ca');
const AT_END = textHash('ce');

/** Tells what is asked of what: what a prompt's words are about, where, and beside what, each once. */
export function conceptFeatures(
  tokens: readonly string[],
  lastTokens: readonly string[],
  askTokens: readonly string[],
  shapes: readonly number[],
  emit: Emit,
  tell: (name: string, value: number) => void,
): void {
  const found = conceptsIn(tokens);
  const last = conceptsIn(lastTokens);
  const seen = new Set<number>();
  const once = (hash: number, value: number) => {
    if (seen.has(hash)) return;
    seen.add(hash);
    emit(hash, value);
  };
  const told = new Set<number>();
  const n = Math.min(found.length, MOST);
  const scale = 1 / Math.sqrt(Math.max(4, n) / 4);
  const hashes = found.map((concept) => HASHES[concept] ?? 0);
  for (let at = 0; at < n; at++) {
    const hash = hashes[at] ?? 0;
    once(joinedHash(ANYWHERE, hash), 0.7 * Math.max(0.3, scale));
    if (at < 3) once(joinedHash(AT[at] ?? 0, hash), 0.8);
    const concept = found[at] ?? 0;
    if (at < 8 && !told.has(concept)) {
      told.add(concept);
      tell(NAMES[concept] ?? '', 0.6);
    }
    if (at === 0) continue;
    const pair = joinedHash(hashes[at - 1] ?? 0, hash);
    once(joinedHash(PAIR, pair), 0.7 * scale);
    if (at === 1) continue;
    once(joinedHash(PAIR_APART, joinedHash(hashes[at - 2] ?? 0, hash)), 0.4 * scale);
    if (at < 8) once(joinedHash(THREE, joinedHash(hashes[at - 2] ?? 0, pair)), 0.5);
  }
  if (n === 0) once(NONE, 1);
  else {
    const [first = 0, second = 0] = hashes;
    once(joinedHash(FIRST_TWO, joinedHash(first, second)), 0.8);
    for (const shape of shapes) once(joinedHash(WITH_SHAPE, joinedHash(shape, first)), 0.3);
  }
  askFeatures(askTokens, once);
  for (const concept of last.slice(-12)) once(joinedHash(IN_TAIL, HASHES[concept] ?? 0), 0.4);
  for (const concept of (last.length > 0 ? last : found).slice(-3)) once(joinedHash(AT_END, HASHES[concept] ?? 0), 0.5);
}

function askFeatures(tokens: readonly string[], emit: Emit): void {
  const hashes = conceptsIn(tokens)
    .slice(0, MOST_ASKED)
    .map((concept) => HASHES[concept] ?? 0);
  const scale = 1 / Math.sqrt(Math.max(3, hashes.length) / 3);
  for (const [at, hash] of hashes.entries()) {
    emit(joinedHash(ASKED, hash), 0.8 * scale);
    if (at > 0) emit(joinedHash(ASKED_PAIR, joinedHash(hashes[at - 1] ?? 0, hash)), 0.7 * scale);
    if (at > 1) emit(joinedHash(ASKED_APART, joinedHash(hashes[at - 2] ?? 0, hash)), 0.5 * scale);
  }
}
