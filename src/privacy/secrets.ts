import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { findKeyLike } from './keyLike.ts';
import type { Match } from './match.ts';

// It would leave about a thousand entries for every text in the process's performance timeline, for ever.
secretLintProfiler.mark = () => undefined;

/** The one lets a text switch rules off by a comment in it; the other takes a whole file for the secret that is in it. */
const LEFT_OUT = ['@secretlint/secretlint-rule-filter-comments', '@secretlint/secretlint-rule-gcp'];

const RULES = creator.rules
  .filter((rule) => !LEFT_OUT.includes(rule.meta.id))
  .map((rule) => ({ id: rule.meta.id, rule, options: {} }));

/** Secrets by secretlint's rules and our own few, each without what stands around it. */
export async function findSecrets(text: string): Promise<Match[]> {
  const { messages } = await lintSource({
    source: { content: text, filePath: 'text.txt', ext: '.txt', contentType: 'text' },
    options: { config: { rules: RULES }, noPhysicFilePath: true },
  });
  const linted = messages.map(({ ruleId, range: [start, end] }) => {
    const found = text.slice(start, end);
    const inner = withinName(found);
    // Some rules say where a secret begins, and not where it ends.
    const rest = inner.offset === 0 ? '' : (/^[\w+/=.~%-]{0,200}/.exec(text.slice(start + inner.end))?.[0] ?? '');
    return {
      kind: ruleId.replace(/^.*rule-/, ''),
      start: start + inner.offset,
      value: found.slice(inner.offset, inner.end) + rest,
    };
  });
  return [...linted, ...findKeyLike(text)];
}

/** Shorter ones are found elsewhere by chance. */
const SHORTEST = 6;

const URL_PASSWORD = /^[^:/@\s]{1,20}:\/\/[^:/@\s]*:([^@\s]+)@/d;
const NAMED_VALUE = /^["']?[\w.-]{1,60}["']?\s*(?:=>|:=|[=:])\s*["']?(\S+?)["']?$/d;

/** Where the secret itself is in `NAME=secret` and in `scheme://user:secret@host`; all of it elsewhere. */
function withinName(found: string): { readonly offset: number; readonly end: number } {
  for (const form of [URL_PASSWORD, NAMED_VALUE]) {
    const [start = 0, end = 0] = form.exec(found)?.indices?.[1] ?? [];
    if (end - start >= SHORTEST) return { offset: start, end };
  }
  return { offset: 0, end: found.length };
}
