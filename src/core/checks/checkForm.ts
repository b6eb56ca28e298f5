import { blockLanguage } from '../apply/blockLanguages.ts';
import { blockParts } from '../apply/blockParts.ts';
import type { Placement } from '../apply/placement.ts';
import { placePart } from '../apply/placePart.ts';
import type { ContextFile } from '../chat/requestContext.ts';
import { say } from '../words.ts';
import { bracketFault } from './brackets.ts';
import { type FencedCode, fencedCode } from './fencedCode.ts';
import type { Finding } from './finding.ts';

/** What models write where they leave something out: such code is not whole, and not meant to be. */
const LEFT_OUT = /(?:^|\n)\s*(?:\/\/|#|--|\/\*|<!--)?\s*(?:\.\.\.|…)/;

/**
 * Whether what an answer has between fences can be what it says it is: JSON that parses, a patch or search-and-replace
 * pairs that apply to the files of the question, code whose brackets close. Undefined where it has nothing of that kind.
 * An answer that must be JSON of a schema is checked where it comes in (`answer`).
 */
export function checkForm(answer: string, files: readonly ContextFile[]): Finding | undefined {
  const blocks = fencedCode(answer);
  if (blocks.length === 0) return undefined;
  const fault = blocks.map((block) => faultOf(block, files)).find((one) => one !== undefined);
  return fault === undefined ? { score: 1 } : { score: 0, evidence: fault };
}

function faultOf(block: FencedCode, files: readonly ContextFile[]): string | undefined {
  if (!block.closed) return say('the answer ends within its code');
  const language = blockLanguage(block.language)?.id ?? block.language;
  const misfit = patchFault(block, files);
  if (misfit !== undefined) return misfit;
  if (LEFT_OUT.test(block.text)) return undefined;
  if (block.language === 'json') return jsonFault(block.text);

  const fault = bracketFault(block.text, language);
  return fault === undefined ? undefined : say('the {0} of the answer cannot be parsed: {1}', block.language, fault);
}

/** Strict JSON; several values, one a line, are a form of their own. */
function jsonFault(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length > 1 && lines.every(isJson)) return undefined;
    // JSON with comments is what many files of settings are.
    if (/(?:^|\s)\/\/|\/\*/.test(text)) return undefined;
    return say('the JSON of the answer cannot be parsed: {0}', error instanceof Error ? error.message : String(error));
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Why a patch does not fit the file that it names; undefined for a file that the question did not carry. */
function patchFault({ text, language }: FencedCode, files: readonly ContextFile[]): string | undefined {
  for (const part of blockParts(text, language)) {
    if (part.kind !== 'hunks' && part.kind !== 'pairs') continue;
    const file = fileOf(part.path, files);
    const placed: Placement | undefined = file && placePart(part, { text: file.text });
    if (file !== undefined && placed?.ok === false) return misfitWords(file.path, placed.failure);
  }
  return undefined;
}

/** The file of the question that a path means; one that nothing names is the only one. */
function fileOf(path: string | undefined, files: readonly ContextFile[]): ContextFile | undefined {
  if (path === undefined) return files.length === 1 ? files[0] : undefined;
  const plain = path.replace(/^(?:\.\/|[ab]\/)/, '');
  return files.find((file) => file.path === path || file.path === plain || file.path.endsWith(`/${plain}`));
}

function misfitWords(path: string, failure: (Placement & { ok: false })['failure']): string {
  if (failure.kind === 'missing') {
    return say('the change does not apply to {0}: it has no line "{1}"', path, failure.expected.trim().slice(0, 120));
  }
  return failure.kind === 'ambiguous'
    ? say('the change does not apply to {0}: it fits in several places', path)
    : say('the change does not apply to {0}', path);
}
