import { TASK_RULES } from '../taskRules.ts';
import { conceptsIn, isDense, tokensOf } from './conceptsIn.ts';
import { mendTypos } from './mendTypos.ts';
import { readInstruction } from './readInstruction.ts';

/** What speaks in a prompt, by name, each with its weight; names that begin with `rule:` or `shape:` can be told to people. */
export type Emit = (name: string, value: number) => void;

/** Tells every feature of a prompt: rules, shape, what is asked of what, words, and parts of words. */
export function taskFeatures(prompt: string, emit: Emit): void {
  const { head: written, tail, shape } = readInstruction(prompt);
  const head = mendTypos(written);
  emit('bias', 1);
  for (const sign of shape) emit(`shape:${sign}`, 1);
  for (let a = 0; a < shape.length; a++)
    for (let b = a + 1; b < shape.length; b++) emit(`s2:${shape[a]}:${shape[b]}`, 0.3);
  rules(head, tail, emit);
  const tokens = tokensOf(head);
  const last = tail === '' ? [] : tokensOf(tail);
  concepts(conceptsIn(tokens), conceptsIn(last), shape, emit);
  words(tokens, '', emit);
  if (last.length > 0) words(last.slice(-40), 't', emit);
  letters(tokens, emit);
}

function rules(head: string, tail: string, emit: Emit): void {
  for (const [index, { pattern }] of TASK_RULES.entries()) {
    const at = head.search(pattern);
    if (at >= 0) {
      emit(`rule:${index}`, 1);
      emit(at < 50 ? `rule:${index}:first` : `rule:${index}:late`, 0.5);
    } else if (tail !== '' && pattern.test(tail)) emit(`rule:${index}:tail`, 0.7);
  }
}

function concepts(found: readonly string[], last: readonly string[], shape: readonly string[], emit: Emit): void {
  const seen = new Set<string>();
  const once = (name: string, value: number) => {
    if (seen.has(name)) return;
    seen.add(name);
    emit(name, value);
  };
  const n = Math.min(found.length, 60);
  const scale = 1 / Math.sqrt(Math.max(4, n) / 4);
  for (let at = 0; at < n; at++) {
    const concept = found[at] ?? '';
    once(`c:${concept}`, 0.7 * Math.max(0.3, scale));
    if (at < 3) once(`c${at}:${concept}`, 0.8);
    if (at < 8) once(`ch:${concept}`, 0.6);
    if (at > 0) once(`cc:${found[at - 1]}:${concept}`, 0.7 * scale);
    if (at > 1) once(`c_c:${found[at - 2]}:${concept}`, 0.4 * scale);
    if (at > 1 && at < 8) once(`ccc:${found[at - 2]}:${found[at - 1]}:${concept}`, 0.5);
  }
  if (n > 0) {
    once(`c01:${found[0]}:${found[1] ?? ''}`, 0.8);
    for (const sign of shape) once(`sc:${sign}:${found[0]}`, 0.3);
  }
  if (n === 0) once('c:none', 1);
  for (const concept of last.slice(-12)) once(`cl:${concept}`, 0.4);
  for (const concept of (last.length > 0 ? last : found).slice(-3)) once(`ce:${concept}`, 0.5);
}

function words(tokens: readonly string[], region: string, emit: Emit): void {
  const n = tokens.length;
  if (n === 0) return;
  const scale = 1.6 / Math.sqrt(Math.max(n, 6));
  for (let at = 0; at < n; at++) {
    const token = tokens[at] ?? '';
    if (isDense(token)) {
      const wide = 1.6 / Math.sqrt(Math.max(token.length, 6));
      for (let i = 0; i < token.length; i++) {
        emit(`${region}w:${token.slice(i, i + 2)}`, wide);
        if (i + 3 <= token.length) emit(`${region}w:${token.slice(i, i + 3)}`, wide * 0.8);
      }
      if (region === '' && at === 0) emit(`p:${token.slice(0, 2)}`, 0.6);
      if (region === '' && at === n - 1) {
        emit(`e:${token.slice(-2)}`, 0.6);
        emit(`e:${token.slice(-4)}`, 0.6);
      }
      continue;
    }
    emit(`${region}w:${token}`, scale);
    if (at > 0) emit(`${region}ww:${tokens[at - 1]} ${token}`, scale);
    if (region !== '') continue;
    if (at < 4) emit(`p${at}:${token}`, 0.5);
    if (at === 1 || at === 2) emit(`p:${tokens.slice(0, at + 1).join(' ')}`, 0.7);
  }
}

function letters(tokens: readonly string[], emit: Emit): void {
  const text = ` ${tokens
    .slice(0, 40)
    .filter((token) => !isDense(token))
    .join(' ')} `.slice(0, 240);
  if (text.length < 5) return;
  const scale = 1.2 / Math.sqrt(Math.max(30, text.length));
  for (let at = 0; at + 4 <= text.length; at++) {
    emit(`x:${text.slice(at, at + 4)}`, scale);
    if (at + 5 <= text.length) emit(`x:${text.slice(at, at + 5)}`, scale);
  }
}
