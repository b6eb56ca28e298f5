import type { CodeBlock } from './codeBlocks.ts';

/** Endings by which a word without a slash is taken for a file. */
const ENDING =
  /\.(?:[cm]?[jt]sx?|json[c5]?|py[iw]?|rs|go|java|kts?|swift|c|h|cc|cpp|cxx|hpp|hh|cs|fs|vb|rb|erb|php|pl|pm|lua|r|jl|dart|scala|clj[cs]?|exs?|erl|hs|elm|ml|zig|nim|sol|vue|svelte|astro|html?|xml|svg|css|s[ac]ss|less|md|mdx|txt|rst|tex|ya?ml|toml|ini|cfg|conf|env|properties|lock|sql|sh|bash|zsh|fish|ps1|bat|cmd|gradle|tf|proto|graphql|gql|prisma|dockerfile|gitignore|editorconfig|csv|ipynb|cmake|mk)$/i;
const WHOLE_NAME = /^(?:Dockerfile|Makefile|Rakefile|Gemfile|Procfile|Jenkinsfile|CMakeLists\.txt|\.[\w-]+(?:\.\w+)*)$/;
const COMMENT =
  /^\s*(?:\/\/+|#+(?!!)|--|;+|%|\/\*+|<!--|\{\/\*|"""|REM )\s*(?:(?:file(?:name|path)?|path)\s*:\s*)?(\S+)\s*(?:\((?:new|updated|modified)[^)]*\)\s*)?(?:\*\/\}?|-->|""")?\s*$/i;
const ATTRIBUTE = /(?:^|[\s{,])(?:title|file|filename|filepath|path|name)\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'},]+))/i;

/** The file that a code block says it is, in its own words and unchecked: behind the fence, in its first line, or right above it. */
export function namedPath(block: CodeBlock): string | undefined {
  return infoPath(block.info) ?? firstLinePath(block) ?? abovePath(block.above);
}

/** The file named behind a fence: `ts src/a.ts`, `ts:src/a.ts`, `12:15:src/a.ts`, `title="src/a.ts"`. */
export function infoPath(info: string): string | undefined {
  const attribute = ATTRIBUTE.exec(info);
  const named = attribute?.[1] ?? attribute?.[2] ?? attribute?.[3];
  if (named !== undefined && isPath(named)) return named;
  const words = info
    .trim()
    .split(/\s+/)
    .filter((word) => !word.includes('='));
  for (const [index, word] of words.entries()) {
    const lines = /^\d+:\d+:(.+)$/.exec(word)?.[1];
    if (lines !== undefined && isPath(lines)) return lines;
    const glued = /^[\w+#-]{1,20}:(?!\\|\/\/)(.+)$/.exec(word)?.[1];
    if (index === 0 && glued !== undefined && isPath(glued)) return glued;
    if (isPath(word) && (index > 0 || /[/\\]/.test(word) || ENDING.test(word))) return word;
  }
  return undefined;
}

/** The file that a comment in the first line names, if the comment says nothing else. */
export function firstLinePath({ text, language }: Pick<CodeBlock, 'text' | 'language'>): string | undefined {
  if (/^(?:md|markdown|mdx)$/.test(language)) return undefined;
  const path = COMMENT.exec(text.split('\n', 1)[0] ?? '')?.[1];
  return path !== undefined && isPath(path) ? path : undefined;
}

/** The only file that the line above a block names as code or in bold, or the path that the whole line is. */
function abovePath(line: string): string | undefined {
  if (line.length > 200) return undefined;
  const spans = [...line.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*/g)]
    .map((match) => (match[1] ?? match[2] ?? '').replace(/^[`\s]+|[`\s:]+$/g, ''))
    .filter(isPath);
  const different = [...new Set(spans)];
  if (different.length > 0) return different.length === 1 ? different[0] : undefined;
  const bare = line
    .replace(/^(?:#{1,6}|[-*+]|\d+[.)])\s+/, '')
    .replace(/^(?:file(?:name)?|path)\s*:\s*/i, '')
    .replace(/[\s:]+$/, '');
  return isPath(bare) ? bare : undefined;
}

/** Whether a word may be a path: no blank inside a name is believed, except in quotes, which are gone here. */
function isPath(word: string): boolean {
  if (word.length > 300 || word === '' || /[<>|"*?`{}$]|\s{2,}|:\/\/|^\s|\s$/.test(word)) return false;
  const name = word.split(/[/\\]/).at(-1) ?? '';
  if (WHOLE_NAME.test(name) && name !== '..' && name !== '.') return true;
  return ENDING.test(name) && !/\s/.test(word.replace(/[/\\][^/\\]*$/, '')) && !/^\.?\d/.test(name);
}
