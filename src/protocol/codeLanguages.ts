const SHELLS = new Set(
  'sh bash zsh fish ksh shell shellscript console terminal shell-session shellsession sh-session powershell ps1 pwsh bat cmd batch dos'.split(
    ' ',
  ),
);
const PATCHES = new Set(['diff', 'udiff', 'patch']);
const PROSE = new Set('text txt plaintext plain output log console terminal ansi mermaid math latex tex'.split(' '));

/** Whether a block of this language is typed into a terminal. */
export function isShell(language: string): boolean {
  return SHELLS.has(language);
}

/** Whether a block of this language is a patch. */
export function isPatchLanguage(language: string): boolean {
  return PATCHES.has(language);
}

/** Whether a block of this language belongs into a file unless something says so: output and pictures do not. */
export function isFileLanguage(language: string): boolean {
  return language !== '' && !SHELLS.has(language) && !PROSE.has(language);
}
