/** Names by what a fence says; what is not here is shown as it was written. */
const NAMES: Readonly<Record<string, string>> = {
  ...{ bash: 'Bash', sh: 'Bash', shell: 'Shell', zsh: 'Bash', console: 'Terminal', ansi: 'Terminal', text: 'Text' },
  ...{ c: 'C', h: 'C', cpp: 'C++', 'c++': 'C++', cc: 'C++', hpp: 'C++', cs: 'C#', csharp: 'C#', 'c#': 'C#' },
  ...{
    css: 'CSS',
    diff: 'Diff',
    patch: 'Diff',
    docker: 'Dockerfile',
    dockerfile: 'Dockerfile',
    go: 'Go',
    golang: 'Go',
  },
  ...{ ini: 'INI', toml: 'TOML', java: 'Java', js: 'JavaScript', javascript: 'JavaScript', jsx: 'JavaScript' },
  ...{ cjs: 'JavaScript', mjs: 'JavaScript', json: 'JSON', jsonc: 'JSON', kotlin: 'Kotlin', kt: 'Kotlin', php: 'PHP' },
  ...{ powershell: 'PowerShell', ps1: 'PowerShell', pwsh: 'PowerShell', py: 'Python', python: 'Python', rb: 'Ruby' },
  ...{ ruby: 'Ruby', rs: 'Rust', rust: 'Rust', sql: 'SQL', swift: 'Swift', ts: 'TypeScript', typescript: 'TypeScript' },
  ...{ tsx: 'TypeScript', html: 'HTML', svg: 'SVG', xml: 'XML', yaml: 'YAML', yml: 'YAML', md: 'Markdown' },
  ...{ markdown: 'Markdown', mermaid: 'Mermaid', math: 'TeX', tex: 'TeX', latex: 'LaTeX' },
};

/** The language's name for a reader: `ts` → `TypeScript`; what is unknown stays as it was written. */
export function languageName(language: string): string {
  const key = language.toLowerCase();
  return Object.hasOwn(NAMES, key) ? (NAMES[key] ?? language) : language;
}
