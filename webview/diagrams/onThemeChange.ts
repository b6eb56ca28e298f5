const SETTLES_MS = 100;

const waiting = new Map<Element, () => void>();
let timer: ReturnType<typeof setTimeout> | undefined;
let watching = false;

/** Calls back whenever the editor's colours have changed, for as long as the element is in the page. */
export function onThemeChange(element: Element, call: () => void): void {
  waiting.set(element, call);
  if (watching) return;
  watching = true;
  const observer = new MutationObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(tellAll, SETTLES_MS);
  });
  // The editor writes its colours into the root's style, the kind of theme into the body's classes.
  observer.observe(document.documentElement, { attributeFilter: ['style'] });
  observer.observe(document.body, { attributeFilter: ['class', 'data-vscode-theme-id'] });
}

function tellAll(): void {
  for (const [element, call] of waiting) {
    if (element.isConnected) call();
    else waiting.delete(element);
  }
}
