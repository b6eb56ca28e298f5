import { fillIn } from '../format/fillIn.ts';
import { strings } from '../strings.ts';

type MathModule = typeof import('../math/mathElement.ts');

let loaded: MathModule | undefined;

/** Draws the formulas inside these nodes; the first of all waits for what draws them, and is its source until then. */
export function drawMath(root: ParentNode): void {
  const spans = root.querySelectorAll<HTMLElement>('.math');
  if (spans.length === 0) return;
  if (loaded !== undefined) drawAll(loaded, spans);
  else void load().then((module) => drawAll(module, spans));
}

async function load(): Promise<MathModule> {
  loaded = await import('../math/mathElement.ts');
  return loaded;
}

function drawAll(module: MathModule, spans: Iterable<HTMLElement>): void {
  for (const span of spans) draw(module, span);
}

function draw({ mathElement }: MathModule, span: HTMLElement): void {
  const source = span.textContent ?? '';
  const display = span.classList.contains('math-display');
  const formula = mathElement(texOf(source), display);
  if ('problem' in formula) {
    span.classList.add('math-broken');
    span.title =
      formula.problem === 'tooLong'
        ? strings.formulaTooLong
        : fillIn(strings.formulaBroken, formula.problem.slice(0, 300));
    return;
  }
  // What a selection copies is the source: MathML would be copied as a heap of letters.
  const copied = document.createElement('span');
  copied.className = 'math-source';
  copied.ariaHidden = 'true';
  copied.textContent = source;
  span.replaceChildren(formula.nodes, copied);
  // Reached by Tab, so that a wide one can be scrolled with the keys.
  if (display) span.tabIndex = 0;
}

/** The formula without its marks. */
function texOf(source: string): string {
  const marks = /^(\$\$|\$|\\\(|\\\[)([\s\S]*?)(\$\$|\$|\\\)|\\\])$/.exec(source);
  return (marks?.[2] ?? source).trim();
}
