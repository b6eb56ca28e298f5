import { say } from '../../core/words.ts';
import type { BringNote, BroughtKey } from './brought.ts';

/** What came of an import. */
export interface BringResult {
  /** What was read, in words. */
  readonly source: string;
  /** `providers.openai`: the settings that were added. */
  readonly added: readonly string[];
  /** Settings and keys that were there before and stay. */
  readonly kept: readonly string[];
  readonly stored: readonly BroughtKey[];
  /** Keys that are named somewhere but were not found. */
  readonly missing: readonly BroughtKey[];
  readonly notes: readonly BringNote[];
}

/** A Markdown report of an import; it names keys by their places and never shows one. */
export function bringReport({ source, added, kept, stored, missing, notes }: BringResult): string {
  const of = (effect: BringNote['effect']) => notes.filter((note) => note.effect === effect).map(noteWords);
  return [
    `# ${say('Imported settings')}`,
    say('From {0}.', source),
    ...part(say('Added'), added.map(code)),
    ...part(say('Keys stored'), stored.map(keyWords)),
    ...part(
      say('Keys to add'),
      missing.map((key) => `${keyWords(key)}: ${missingWords(key)}`),
    ),
    ...part(say('Kept as it was'), kept.map(code)),
    ...part(say('Works differently here'), of('changed')),
    ...part(say('Not brought'), of('left')),
  ].join('\n\n');
}

function part(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`## ${title}`, lines.map((line) => `- ${line}`).join('\n')];
}

function keyWords({ provider, origin, secret, source }: BroughtKey): string {
  const name = secret === undefined ? provider : `${provider} ${secret}`;
  return say('{0} for {1}, from {2}', code(name), origin, code(source));
}

function missingWords({ held }: BroughtKey): string {
  if (held === undefined) return say('nothing was found there; run "Add Provider or Change Key"');
  if (held === 'never')
    return say('not taken: a vendor\'s key goes to its vendor only; run "Add Provider or Change Key"');
  return say('not taken, as it was not ticked; run "Add Provider or Change Key"');
}

function noteWords({ path, kind, why, todo }: BringNote): string {
  return `${code(path)} (${kind}): ${why}${todo === undefined ? '' : `; ${todo}`}`;
}

function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}
