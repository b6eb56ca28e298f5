import type { CodeColor } from '../../src/protocol/messages/colorMessages.ts';

const sheet = new CSSStyleSheet();

/** Colours all highlighted code of the page, now and later; without any colours the style sheet's own are back. */
export function paintCode(colors: readonly CodeColor[]): void {
  // Where the system chooses the colours the theme's would come back through cracks.
  sheet.replaceSync(`@media (forced-colors: none) { ${colors.map(ruleOf).join('\n')} }`);
  if (!document.adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets.push(sheet);
}

function ruleOf({ token, grammar, color, fontStyle }: CodeColor): string {
  const has = (word: string) => fontStyle.split(' ').includes(word);
  const line = [has('underline') && 'underline', has('strikethrough') && 'line-through'].filter(Boolean).join(' ');
  return `${grammar === undefined ? '' : `[data-grammar="${grammar}"] `}.hljs-${token} {
    color: ${color ?? 'inherit'};
    font-style: ${has('italic') ? 'italic' : 'normal'};
    font-weight: ${has('bold') ? 'bold' : 'inherit'};
    text-decoration: ${line || 'none'};
  }`;
}
