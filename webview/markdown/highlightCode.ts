import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import c from 'highlight.js/lib/languages/c';
import cpp from 'highlight.js/lib/languages/cpp';
import csharp from 'highlight.js/lib/languages/csharp';
import css from 'highlight.js/lib/languages/css';
import diff from 'highlight.js/lib/languages/diff';
import dockerfile from 'highlight.js/lib/languages/dockerfile';
import go from 'highlight.js/lib/languages/go';
import ini from 'highlight.js/lib/languages/ini';
import java from 'highlight.js/lib/languages/java';
import javascript from 'highlight.js/lib/languages/javascript';
import json from 'highlight.js/lib/languages/json';
import kotlin from 'highlight.js/lib/languages/kotlin';
import php from 'highlight.js/lib/languages/php';
import powershell from 'highlight.js/lib/languages/powershell';
import python from 'highlight.js/lib/languages/python';
import ruby from 'highlight.js/lib/languages/ruby';
import rust from 'highlight.js/lib/languages/rust';
import sql from 'highlight.js/lib/languages/sql';
import swift from 'highlight.js/lib/languages/swift';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import yaml from 'highlight.js/lib/languages/yaml';
import { groupKeywords } from './keywordGroups.ts';

const LANGUAGES = {
  ...{ bash, c, cpp, csharp, css, diff, dockerfile, go, ini, java, javascript, json, kotlin, php, powershell, python },
  ...{ ruby, rust, sql, swift, typescript, xml, yaml },
};
for (const [name, grammar] of Object.entries(LANGUAGES)) hljs.registerLanguage(name, grammar);

/** Colouring more than this takes longer than a frame, and nobody reads it here. */
const LONGEST = 60_000;

/** The name of the grammar behind a language's name or one of its short forms; undefined where there is none. */
export function grammarOf(language: string): string | undefined {
  const grammar = hljs.getLanguage(language);
  return Object.keys(LANGUAGES).find((name) => hljs.getLanguage(name) === grammar);
}

/** The code as HTML with `hljs-*` spans, or null when it stays plain: an unknown language, or too long. */
export function highlightCode(code: string, language: string): string | null {
  const grammar = grammarOf(language);
  if (code.length > LONGEST || grammar === undefined) return null;
  return groupKeywords(hljs.highlight(code, { language, ignoreIllegals: true }).value, grammar);
}
