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
  for (const property of ['innerHTML', 'textContent'] as const) restyleAfter(property);
  return () => {
    document.adoptedStyleSheets = [];
  };
}

/** Texts of style elements and attributes that came through the parser are applied after the fact. */
function restyleAfter(property: 'innerHTML' | 'textContent'): void {
  const holder: object = property === 'innerHTML' ? Element.prototype : Node.prototype;
  const descriptor = Object.getOwnPropertyDescriptor(holder, property);
  if (descriptor?.set === undefined) return;
  const { set } = descriptor;
  Object.defineProperty(holder, property, {
    ...descriptor,
    set(this: Node, text: unknown) {
      set.call(this, text);
      if (this instanceof Element && this.ownerDocument === document) restyle(this);
    },
  });
}

function restyle(element: Element): void {
  for (const style of element.localName === 'style' ? [element] : element.querySelectorAll('style')) adopt(style);
  for (const styled of element.querySelectorAll('[style]')) {
    if (isStyled(styled)) styled.style.cssText = styled.getAttribute('style') ?? '';
  }
}

function adopt(style: Element): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style.textContent ?? '');
  document.adoptedStyleSheets.push(sheet);
}

function isStyled(element: Element): element is Element & ElementCSSInlineStyle {
  return 'style' in element;
}
