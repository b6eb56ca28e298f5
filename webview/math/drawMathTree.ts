const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** What a formula may consist of: no links, no actions, no foreign elements. */
const ELEMENTS = new Set([
  ...[
    'math',
    'semantics',
    'mrow',
    'mi',
    'mn',
    'mo',
    'ms',
    'mtext',
    'mspace',
    'mstyle',
    'mpadded',
    'mphantom',
    'merror',
  ],
  ...['mfrac', 'msqrt', 'mroot', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover', 'mmultiscripts'],
  ...['mprescripts', 'none', 'mtable', 'mtr', 'mtd', 'menclose'],
]);
const WORD = /^[\w-]{1,40}$/;
/** At most two digits before the point: a longer length would reach out of its formula. */
const LENGTH = /^[+-]?\d{0,2}(?:\.\d{1,6})?(?:em|ex|pt|px|mu|cm|mm|in|pc|%)?$/;
const COLOR = /^(?:#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,30})$/;
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  ...each(WORD, 'accent', 'accentunder', 'columnalign', 'display', 'displaystyle', 'fence', 'form', 'largeop'),
  ...each(WORD, 'linebreak', 'mathvariant', 'movablelimits', 'notation', 'separator', 'stretchy', 'symmetric'),
  ...each(LENGTH, 'depth', 'height', 'width', 'linethickness', 'lspace', 'rspace', 'maxsize', 'minsize', 'rowspacing'),
  ...each(LENGTH, 'voffset', 'mathsize', 'scriptlevel'),
  ...each(COLOR, 'mathcolor', 'mathbackground'),
};
const CLASS =
  /^(?:tml-[\w-]+|chr-[\w-]+|math(?:cal|scr)|special-fraction|upstrike|downstrike|sout|circle-pad|actuarial)$/;
const BOX = /^[-+\w.% ]{1,40}$/;
const STYLES: Readonly<Record<string, RegExp>> = {
  ...each(LENGTH, 'marginLeft', 'paddingBottom', 'paddingLeft', 'paddingRight', 'paddingTop', 'width', 'height'),
  ...each(BOX, 'padding', 'border', 'borderBottom', 'borderLeft', 'borderRight', 'borderTop'),
  ...each(WORD, 'textAlign', 'fontWeight', 'fontStyle', 'justifyContent', 'whiteSpace', 'mathDepth', 'mathStyle'),
  ...each(COLOR, 'color'),
};
/** More elements than any formula that is read has. */
const MOST = 3000;

/**
 * Temml's tree as nodes, by an explicit list of elements, attributes, classes and styles: what is not on it is left out
 * with its words kept. Styles go through the CSSOM, since the page's policy forbids style attributes. Throws where the
 * tree is too large.
 */
export function drawMathTree(tree: unknown): Node {
  return draw(tree, { left: MOST });
}

function draw(node: unknown, budget: { left: number }): Node {
  if (budget.left-- <= 0) throw new Error('too many parts');
  const { type, text, children } = node as { type?: unknown; text?: unknown; children?: unknown };
  if (typeof text === 'string') return document.createTextNode(text);
  const element = typeof type === 'string' && ELEMENTS.has(type) ? elementOf(type, node as object) : null;
  const parent = element ?? document.createDocumentFragment();
  for (const child of Array.isArray(children) ? children : []) parent.append(draw(child, budget));
  return parent;
}

function elementOf(type: string, node: { attributes?: unknown; classes?: unknown; style?: unknown }): MathMLElement {
  const element = document.createElementNS(MATHML, type) as MathMLElement;
  for (const [name, value] of Object.entries(node.attributes ?? {})) {
    if (matches(ATTRIBUTES, name, value)) element.setAttribute(name, String(value));
  }
  for (const name of Array.isArray(node.classes) ? node.classes : []) {
    if (CLASS.test(String(name))) element.classList.add(String(name));
  }
  for (const [name, value] of Object.entries(node.style ?? {})) {
    const property = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    if (matches(STYLES, property, value)) Object.assign(element.style, { [property]: String(value) });
  }
  return element;
}

function matches(allowed: Readonly<Record<string, RegExp>>, name: string, value: unknown): boolean {
  return Object.hasOwn(allowed, name) && allowed[name]?.test(String(value)) === true;
}

function each(pattern: RegExp, ...names: readonly string[]): Record<string, RegExp> {
  return Object.fromEntries(names.map((name) => [name, pattern]));
}
