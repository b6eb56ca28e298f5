import { type CodeBlock, codeBlocksOf } from './codeBlocks.ts';
import { isFileLanguage, isPatchLanguage } from './codeLanguages.ts';
import { firstLinePath, infoPath, namedPath } from './namedPath.ts';

/** The files that a block says it changes, in its own words: one, or those of a patch. What is typed or printed changes none. */
export function blockFiles(block: CodeBlock): string[] {
  if (isPatchLanguage(block.language) || /^--- \S.*\n\+\+\+ \S/m.test(block.text)) {
    const headers = [...block.text.matchAll(/^--- (\S+).*\n\+\+\+ (\S+)/gm)];
    if (headers.length > 0) return headers.map(([, old = '', fresh = '']) => (fresh === '/dev/null' ? old : fresh));
  }
  const path = isFileLanguage(block.language) ? namedPath(block) : (infoPath(block.info) ?? firstLinePath(block));
  return path === undefined ? [] : [path];
}

/** How many different files the blocks of an answer say they change. */
export function countChangedFiles(markdown: string): number {
  return new Set(
    codeBlocksOf(markdown)
      .flatMap(blockFiles)
      .map((path) => path.replace(/^(?:\.\/|[ab]\/)/, '')),
  ).size;
}
