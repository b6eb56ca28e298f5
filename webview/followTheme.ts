/** Tells the theme's name, as the editor's settings know it, at once and whenever another one is shown. */
export function followTheme(tell: (theme: string) => void): void {
  const { body } = document;
  const now = () => tell(body.dataset.vscodeThemeId ?? '');
  new MutationObserver(now).observe(body, { attributeFilter: ['data-vscode-theme-id'] });
  now();
}
