interface LanguageRow {
  /** The editor's id. */
  readonly id: string;
  readonly ending: string;
  /** What fences call it besides its id and its ending. */
  readonly aliases?: string;
}

const ROWS: readonly LanguageRow[] = [
  { id: 'typescript', ending: 'ts', aliases: 'mts cts' },
  { id: 'typescriptreact', ending: 'tsx' },
  { id: 'javascript', ending: 'js', aliases: 'mjs cjs node' },
  { id: 'javascriptreact', ending: 'jsx' },
  { id: 'json', ending: 'json' },
  { id: 'jsonc', ending: 'jsonc', aliases: 'json5' },
  { id: 'python', ending: 'py', aliases: 'py3 python3 pyi' },
  { id: 'rust', ending: 'rs' },
  { id: 'go', ending: 'go', aliases: 'golang' },
  { id: 'java', ending: 'java' },
  { id: 'kotlin', ending: 'kt', aliases: 'kts' },
  { id: 'swift', ending: 'swift' },
  { id: 'c', ending: 'c', aliases: 'h' },
  { id: 'cpp', ending: 'cpp', aliases: 'c++ cc cxx hpp' },
  { id: 'csharp', ending: 'cs', aliases: 'c#' },
  { id: 'fsharp', ending: 'fs', aliases: 'f#' },
  { id: 'ruby', ending: 'rb' },
  { id: 'php', ending: 'php' },
  { id: 'perl', ending: 'pl' },
  { id: 'lua', ending: 'lua' },
  { id: 'r', ending: 'r' },
  { id: 'julia', ending: 'jl' },
  { id: 'dart', ending: 'dart' },
  { id: 'scala', ending: 'scala' },
  { id: 'clojure', ending: 'clj' },
  { id: 'elixir', ending: 'ex', aliases: 'exs' },
  { id: 'haskell', ending: 'hs' },
  { id: 'vue', ending: 'vue' },
  { id: 'svelte', ending: 'svelte' },
  { id: 'html', ending: 'html', aliases: 'htm' },
  { id: 'xml', ending: 'xml', aliases: 'svg' },
  { id: 'css', ending: 'css' },
  { id: 'scss', ending: 'scss' },
  { id: 'less', ending: 'less' },
  { id: 'markdown', ending: 'md', aliases: 'mdx' },
  { id: 'yaml', ending: 'yaml', aliases: 'yml' },
  { id: 'toml', ending: 'toml' },
  { id: 'ini', ending: 'ini', aliases: 'cfg conf' },
  { id: 'sql', ending: 'sql', aliases: 'postgresql mysql sqlite' },
  { id: 'shellscript', ending: 'sh', aliases: 'bash zsh shell ksh' },
  { id: 'fish', ending: 'fish' },
  { id: 'powershell', ending: 'ps1', aliases: 'pwsh' },
  { id: 'bat', ending: 'bat', aliases: 'cmd batch dos' },
  { id: 'dockerfile', ending: 'dockerfile', aliases: 'docker' },
  { id: 'makefile', ending: 'mk', aliases: 'make' },
  { id: 'diff', ending: 'diff', aliases: 'patch udiff' },
  { id: 'graphql', ending: 'graphql', aliases: 'gql' },
  { id: 'proto3', ending: 'proto', aliases: 'protobuf' },
];

/** The editor's id and the usual file ending of what a fence calls a language; undefined for what is not known. */
export function blockLanguage(name: string): { readonly id: string; readonly ending: string } | undefined {
  const wanted = name.toLowerCase();
  return ROWS.find(
    ({ id, ending, aliases = '' }) => id === wanted || ending === wanted || aliases.split(' ').includes(wanted),
  );
}

/** Languages that are written in each other's files. */
const KIN: readonly ReadonlySet<string>[] = [
  new Set(['typescript', 'typescriptreact', 'javascript', 'javascriptreact', 'vue', 'svelte']),
  new Set(['json', 'jsonc']),
  new Set(['html', 'vue', 'svelte', 'xml']),
  new Set(['css', 'scss', 'less', 'html', 'vue', 'svelte']),
  new Set(['c', 'cpp']),
];

/** Whether code of a fence's language may stand in a document of the editor's language. */
export function fitsLanguage(name: string, documentLanguage: string): boolean {
  const id = blockLanguage(name)?.id ?? name.toLowerCase();
  return id === documentLanguage || KIN.some((kin) => kin.has(id) && kin.has(documentLanguage));
}
