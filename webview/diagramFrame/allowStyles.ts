/** What a style attribute is called while a parser sees it: the policy would refuse it, and complain. */
const PARKED = 'data-style';

/**
 * The frame inherits the panel's policy, which forbids style attributes and style elements; Mermaid measures texts that
 * are styled by both. What it writes there goes through the CSSOM instead, which the policy does not concern. Returns
 * what forgets the style sheets of the last diagram.
 */
export function allowStyles(): () => void {
  const { setAttribute } = Element.prototype;
  Element.prototype.setAttribute = function (name, value) {
    if (name.toLowerCase() === 'style' && isStyled(this)) this.style.cssText = String(value);
    else setAttribute.call(this, name, value);
  };
  const { parseFromString } = DOMParser.prototype;
  DOMParser.prototype.parseFromString = function (text, type) {
    return parseFromString.call(this, parked(String(text)), type);
  };
  restyleAfter(Element.prototype, 'innerHTML');
  restyleAfter(Node.prototype, 'textContent');
  return () => {
    document.adoptedStyleSheets = [];
  };
}

/** Markup that went through a parser here, with its style attributes under their own name again. */
export function withStyles(markup: string): string {
  return markup.replaceAll(` ${PARKED}="`, ' style="');
}

function parked(markup: string): string {
  return markup
    .replaceAll(/(?<=\s)style=(?=["'])/g, `${PARKED}=`)
    .replaceAll(/<style(?=[\s>])/g, '<style type="text/plain"');
}

function restyleAfter(holder: object, property: 'innerHTML' | 'textContent'): void {
  const descriptor = Object.getOwnPropertyDescriptor(holder, property);
  const set = descriptor?.set;
  if (set === undefined) return;
  Object.defineProperty(holder, property, {
    ...descriptor,
    set(this: Node, text: unknown) {
      set.call(this, property === 'innerHTML' ? parked(String(text)) : text);
      if (this instanceof Element && this.ownerDocument === document) restyle(this);
    },
  });
}

function restyle(element: Element): void {
  for (const style of element.localName === 'style' ? [element] : element.querySelectorAll('style')) adopt(style);
  for (const styled of element.querySelectorAll(`[${PARKED}]`)) {
    if (isStyled(styled)) styled.style.cssText = styled.getAttribute(PARKED) ?? '';
    styled.removeAttribute(PARKED);
  }
}

function adopt(style: Element): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent ?? '');
  document.adoptedStyleSheets.push(sheet);
  // The element itself must not be looked at; `standalone` takes the type away again.
  style.setAttribute('type', 'text/plain');
}

function isStyled(element: Element): element is Element & ElementCSSInlineStyle {
  return 'style' in element;
}
