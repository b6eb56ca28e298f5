import { type TokenRule, tokenRule } from './tokenRule.ts';

type Settings = Readonly<Record<string, unknown>>;

/** What the setting's short names stand for, as in VS Code's `tokenGroupToScopesMap`. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  comments: ['comment', 'punctuation.definition.comment'],
  strings: ['string', 'meta.embedded.assembly'],
  keywords: ['keyword - keyword.operator', 'keyword.control', 'storage', 'storage.type'],
  numbers: ['constant.numeric'],
  types: ['entity.name.type', 'entity.name.class', 'support.type', 'support.class'],
  functions: ['entity.name.function', 'support.function'],
  variables: ['variable', 'entity.name.variable'],
};

/** The rules of `editor.tokenColorCustomizations` for this theme; they stand behind the theme's own. */
export function customRules(setting: unknown, theme: string): TokenRule[] {
  if (!isObject(setting)) return [];
  const blocks = Object.entries(setting).filter(([key, block]) => isObject(block) && names(key, theme));
  return [setting, ...blocks.map(([, block]) => block as Settings)].flatMap(rulesOf);
}

function rulesOf(block: Settings): TokenRule[] {
  const groups = Object.entries(GROUPS).map(([group, scopes]) => {
    const value = block[group];
    return tokenRule(scopes, typeof value === 'string' ? { foreground: value } : value);
  });
  const rules = Array.isArray(block.textMateRules) ? block.textMateRules : [];
  const own = rules.filter(isObject).map(({ scope, settings }) => tokenRule(scope, settings));
  return [...groups, ...own].filter((rule) => rule !== undefined);
}

/** Whether a key like `[Monokai]`, `[*Dark*]` or `[One][Two]` means this theme. */
function names(key: string, theme: string): boolean {
  return [...key.matchAll(/\[(.+?)\]/g)].some(([, name = '']) => {
    if (name === theme) return true;
    const [begins, ends] = [name.endsWith('*'), name.startsWith('*')];
    if (begins && ends) return theme.includes(name.slice(1, -1));
    return (begins && theme.startsWith(name.slice(0, -1))) || (ends && theme.endsWith(name.slice(1)));
  });
}

function isObject(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
