import { indentOf } from './findLines.ts';

/** A named piece of code: a function, a class, a constant, a style rule, … */
export interface Declaration {
  readonly name: string;
  /** A variable may be local: its name alone says little. */
  readonly isVariable: boolean;
  /** Its first line with the comments and decorators directly above it. */
  readonly from: number;
  /** The line that names it. */
  readonly start: number;
  /** The line after its last. */
  readonly end: number;
}

/** Longer lines are made by machines. */
const LONGEST = 500;
const MODIFIERS =
  '(?:(?:export|default|declare|public|private|protected|internal|static|final|abstract|async|override|readonly|sealed|partial|virtual|open|inline|data|suspend|unsafe|extern(?: "\\w+")?|pub(?:\\([^)]*\\))?|const(?= fn))\\s+)*';
const NAMED: readonly RegExp[] = [
  new RegExp(`^${MODIFIERS}function\\b\\s*\\*?\\s*([\\w$]+)`),
  new RegExp(
    `^${MODIFIERS}(?:class|interface|enum|struct|trait|namespace|module|record|protocol|extension|union|object)\\s+([\\w$.:]+)`,
  ),
  new RegExp(
    `^${MODIFIERS}(?:def|fn|fun|func|sub|proc|macro_rules!)\\s+(?:<[^>]*>\\s*)?(?:\\([^)]*\\)\\s*)?([\\w$.]+[?!]?)`,
  ),
  new RegExp(`^${MODIFIERS}type\\s+([\\w$]+)`),
  /^(impl(?:<[^>]*>)?\s+[^{]+?)\s*(?:\{|where|$)/,
];
const VARIABLE = new RegExp(`^${MODIFIERS}(?:const|let|var|val)\\s+(?:mut\\s+)?([\\w$]+)`);
const METHOD = /^(?:[\w$<>[\],.?*&:@]+\s+)*[*&#]?([\w$]+)\s*(?:<[^>]*>)?\([^;]*(?:\)[^;]*)?(?:\{|=>|,|\($|\()?\s*$/;
const STYLE_RULE = /^((?:[.#&:@*[]|[a-z][\w-]*(?=[\s.:#>{,]))[^{};]*?)\s*\{\s*$/;
const NO_METHOD =
  /^(?:if|else|for|while|switch|catch|return|throw|await|new|do|try|with|super|yield|typeof|delete|case|import|elif|unless|until|when|match|assert|print|raise|and|or|not|in)\b/;
const LEADING = /^\s*(?:\/\/|\/\*|\*|#(?!!|include|define|if|endif)|@\w|\[\w|--|"""|<!--|;;)/;

/** The name of the declaration that a line begins, if it begins one. */
function declaredName(line: string): { readonly name: string; readonly isVariable: boolean } | undefined {
  const code = line.trim();
  if (code.length > LONGEST) return undefined;
  for (const pattern of NAMED) {
    const name = pattern.exec(code)?.[1];
    if (name !== undefined) return { name: name.replace(/\s+/g, ' '), isVariable: false };
  }
  const variable = VARIABLE.exec(code)?.[1];
  if (variable !== undefined) return { name: variable, isVariable: true };
  if (NO_METHOD.test(code)) return undefined;
  const method = /[{(,]$|=>$/.test(code) ? METHOD.exec(code)?.[1] : undefined;
  if (method !== undefined && /\{$/.test(code)) return { name: method, isVariable: false };
  const rule = STYLE_RULE.exec(code)?.[1];
  return rule === undefined ? undefined : { name: rule.replace(/\s+/g, ' '), isVariable: false };
}

/** Every declaration of a text, the nested ones too, in the order of their lines. */
export function declarationsOf(lines: readonly string[]): Declaration[] {
  const found: Declaration[] = [];
  for (const [start, line] of lines.entries()) {
    const named = declaredName(line);
    if (named !== undefined) found.push({ ...named, start, from: leadingFrom(lines, start), end: endOf(lines, start) });
  }
  return found;
}

/** A declaration goes on while lines are deeper than it, and through what closes it at its own depth. */
function endOf(lines: readonly string[], start: number): number {
  const depth = indentOf(lines[start] ?? '').length;
  let end = start + 1;
  let opened = !/[;})\]]\s*$/.test(lines[start] ?? '') || /[{([,]\s*$/.test(lines[start] ?? '');
  for (let index = start + 1; index < lines.length && opened; index++) {
    const line = lines[index] ?? '';
    if (line.trim() === '') continue;
    const indent = indentOf(line).length;
    if (indent < depth) break;
    if (indent === depth) {
      if (
        !/^\s*(?:[{})\]]|end\b|else\b|elif\b|except\b|finally\b|rescue\b|ensure\b|catch\b|\*\/|where\b|"""|fi\b|done\b|esac\b)/.test(
          line,
        )
      )
        break;
      end = index + 1;
      opened =
        /[{([:]\s*$|=>\s*$|\bthen\s*$/.test(line) ||
        /^\s*(?:else|elif|except|finally|rescue|ensure|catch)\b/.test(line);
      continue;
    }
    end = index + 1;
  }
  return end;
}

function leadingFrom(lines: readonly string[], start: number): number {
  const depth = indentOf(lines[start] ?? '').length;
  let from = start;
  while (from > 0) {
    const line = lines[from - 1] ?? '';
    if (!LEADING.test(line) || indentOf(line).length < depth) break;
    from--;
  }
  return from;
}
