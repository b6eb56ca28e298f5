/** Words that themes colour apart from other keywords, by the class that says so. */
const GROUPS: Readonly<Record<string, string>> = {
  control_: `as assert await break case catch continue debugger default defer do elif else elseif elsif end endif ensure
    except export fallthrough finally for foreach from goto guard if import include loop match next package pass raise redo
    repeat require rescue retry return switch then throw throws try unless until use using when while with yield`,
  operator_: 'and delete in infer instanceof is keyof new not of or sizeof typeof void',
  storage_: 'class const def enum fn fun func function interface lambda let namespace struct trait type union val var',
  modifier_: `abstract async declare extends extern final implements inline internal mut native open override private
    protected public readonly sealed static synchronized transient unsafe virtual volatile`,
};

const groupOf = new Map(
  Object.entries(GROUPS).flatMap(([group, words]) => words.split(/\s+/).map((word) => [word, group] as const)),
);

/** Where the editor calls everything but these groups a plain keyword. */
const PLAIN: Readonly<Record<string, readonly string[]>> = {
  go: ['control_'],
  kotlin: ['control_'],
  rust: ['control_'],
  sql: [],
};

/** Gives the keywords in highlighted HTML of this grammar the class of their group. */
export function groupKeywords(html: string, grammar: string): string {
  return html.replace(/<span class="hljs-keyword">#?(\w+)<\/span>/g, (span, word: string) => {
    const group = groupOf.get(word.toLowerCase());
    return group === undefined || PLAIN[grammar]?.includes(group) === false
      ? span
      : span.replace('hljs-keyword', `hljs-keyword ${group}`);
  });
}
