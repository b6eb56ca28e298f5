/** A place in the workspace as an answer names it. Lines and columns count from 1. */
export type Place =
  | {
      readonly kind: 'path';
      readonly path: string;
      readonly line?: number;
      readonly endLine?: number;
      readonly column?: number;
    }
  | { readonly kind: 'symbol'; readonly name: string; readonly container?: string };

const LONGEST_PATH = 400;
/** `:12`, `:12:5`, `:12-20`, `#L12`, `#L12-L20`, `(12,5)`, `, line 12` */
const POSITION =
  /(?::(\d{1,7})(?::(\d{1,5}))?(?:-(\d{1,7})(?::\d{1,5})?)?|#L(\d{1,7})(?:C\d{1,5})?(?:-L?(\d{1,7})(?:C\d{1,5})?)?|\((\d{1,7})(?:,\s?(\d{1,5}))?\))$/;
const FORBIDDEN = /\p{Cc}|[<>"|?*`]|^[\w.+-]{2,}:|\s{2}|^\s|\s$/u;
/** A name with an ending, as files have: not a version (`1.2.3`), not `e.g.` */
const FILE_NAME = /^\.?[^/\\]*[^/\\.\s]\.[A-Za-z][\w+-]{0,15}$|^\.[A-Za-z][\w.-]{1,40}$/;
const KNOWN_NAMES =
  /^(?:Dockerfile|Containerfile|Makefile|GNUmakefile|Rakefile|Gemfile|Procfile|Vagrantfile|Jenkinsfile|Justfile|Brewfile|LICENSE|LICENCE|README|CHANGELOG|CODEOWNERS)$/;
const SYMBOL =
  /^(?:new )?(?:([A-Za-z_$][\w$]{0,80})(?:\.|::|#))?(?:[A-Za-z_$][\w$]{0,80}(?:\.|::|#))*([A-Za-z_$][\w$]{2,80})(?:\((?:\)|…\)|\.\.\.\))?)?$/;

/** Reads what may be a path, with its position, or a symbol's name; null for everything else. Nothing is said of its being there. */
export function parsePlace(text: string): Place | null {
  if (text === '' || text.length > LONGEST_PATH) return null;
  return parsePath(text) ?? parseSymbol(text);
}

function parsePath(text: string): Place | null {
  const position = POSITION.exec(text);
  const path = (position === null ? text : text.slice(0, position.index)).replaceAll('\\', '/');
  const isWindows = /^[A-Za-z]:\//.test(path);
  if (path === '' || FORBIDDEN.test(isWindows ? path.slice(2) : path)) return null;
  const name = path.slice(path.lastIndexOf('/') + 1);
  const looksLikeFile = FILE_NAME.test(name) || KNOWN_NAMES.test(name);
  const looksLikeFolder = /^[\w@.~-][^\s]*\/$/.test(path) || (/^\.{0,2}\/\S/.test(path) && !path.includes('//'));
  const looksNested = /^[\w@.-]+(?:\/[\w@.[\]()-]+)+$/.test(path);
  if (!looksLikeFile && !looksLikeFolder && !looksNested) return null;
  return { kind: 'path', path, ...positionOf(position) };
}

function positionOf(match: RegExpExecArray | null) {
  const [, colon, column, colonEnd, hash, hashEnd, paren, parenColumn] = match ?? [];
  const line = colon ?? hash ?? paren;
  const endLine = colonEnd ?? hashEnd;
  return {
    ...(line === undefined ? {} : { line: Number(line) }),
    ...(endLine === undefined ? {} : { endLine: Number(endLine) }),
    ...((column ?? parenColumn) === undefined ? {} : { column: Number(column ?? parenColumn) }),
  };
}

function parseSymbol(text: string): Place | null {
  const match = SYMBOL.exec(text);
  if (match?.[2] === undefined) return null;
  const parts = text.replace(/^new |\(.*$/g, '').split(/\.|::|#/);
  const container = parts.at(-2);
  return { kind: 'symbol', name: match[2], ...(container === undefined ? {} : { container }) };
}
