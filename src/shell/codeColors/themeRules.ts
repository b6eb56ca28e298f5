import { posix } from 'node:path';
import { parse } from 'jsonc-parser';
import { readPropertyList } from './readPropertyList.ts';
import { type TokenRule, tokenRule } from './tokenRule.ts';

/** Themes include themes; more than this go round in a circle. */
const DEEPEST = 10;

/**
 * The rules of a theme's file, those of the files it includes before its own. `read` gives the text of a file by its path
 * inside the extension, and throws where there is none.
 */
export async function themeRules(
  path: string,
  read: (path: string) => Promise<string>,
  depth = 0,
): Promise<TokenRule[]> {
  if (depth > DEEPEST) throw new Error(`${path} includes itself`);
  const text = await read(path);
  const theme = (path.endsWith('.json') ? parse(text, [], LENIENT) : readPropertyList(text)) as Theme | undefined;
  if (typeof theme !== 'object' || theme === null) throw new Error(`${path} is no theme`);
  const { include, tokenColors, settings } = theme;
  const other = (name: string) => themeRules(posix.join(posix.dirname(path), name), read, depth + 1);
  const included = typeof include === 'string' ? await other(include) : [];
  if (typeof tokenColors === 'string') return [...included, ...(await other(tokenColors))];
  return [...included, ...rulesOf(Array.isArray(settings) ? settings : tokenColors)];
}

interface Theme {
  readonly include?: unknown;
  readonly tokenColors?: unknown;
  /** The same in the manner of TextMate. */
  readonly settings?: unknown;
}

const LENIENT = { allowTrailingComma: true };

function rulesOf(list: unknown): TokenRule[] {
  if (!Array.isArray(list)) return [];
  return list.map((rule) => tokenRule(rule?.scope, rule?.settings)).filter((rule) => rule !== undefined);
}
