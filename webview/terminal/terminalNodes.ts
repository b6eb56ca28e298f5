import Anser from 'anser';
import { withoutControls } from './withoutControls.ts';

type Piece = ReturnType<typeof Anser.ansiToJson>[number];

const DECORATIONS = new Set(['bold', 'dim', 'italic', 'underline', 'reverse', 'hidden', 'strikethrough']);
const LONGEST = 200_000;

/** Terminal output as nodes: colours as classes that follow the theme, every other control sequence left out. */
export function terminalNodes(output: string): DocumentFragment {
  const nodes = document.createDocumentFragment();
  const text = withoutControls(output.slice(0, LONGEST));
  for (const piece of Anser.ansiToJson(text, { use_classes: true, remove_empty: true, json: true })) {
    nodes.append(nodeOf(piece));
  }
  return nodes;
}

function nodeOf(piece: Piece): Node {
  const { content, fg, bg, fg_truecolor, bg_truecolor, decorations } = piece;
  if (!fg && !bg && decorations.length === 0) return document.createTextNode(content);
  const span = document.createElement('span');
  span.textContent = content;
  paint(span, 'color', fg, fg_truecolor);
  paint(span, 'backgroundColor', bg, bg_truecolor);
  for (const decoration of decorations) if (DECORATIONS.has(decoration)) span.classList.add(`ansi-${decoration}`);
  return span;
}

/** The sixteen named colours are the theme's; any other is the program's own choice, as light or dark as can be read. */
function paint(
  span: HTMLElement,
  property: 'color' | 'backgroundColor',
  name: string | null,
  rgb: string | null,
): void {
  if (!name) return;
  if (/^ansi-(?:bright-)?(?:black|red|green|yellow|blue|magenta|cyan|white)$/.test(name)) {
    span.classList.add(property === 'color' ? name : name.replace('ansi-', 'ansi-on-'));
    return;
  }
  const channels = rgb ?? paletteColor(Number(/^ansi-palette-(\d+)$/.exec(name)?.[1] ?? Number.NaN));
  if (channels === null || !/^\d+, ?\d+, ?\d+$/.test(channels)) return;
  span.classList.add(property === 'color' ? 'ansi-own' : 'ansi-on-own');
  span.style.setProperty(property === 'color' ? '--own' : '--own-ground', `rgb(${channels})`);
}

/** The 256 colours of xterm: a cube of six steps, then greys. */
function paletteColor(index: number): string | null {
  if (!(index >= 16 && index <= 255)) return null;
  if (index >= 232)
    return Array(3)
      .fill(8 + (index - 232) * 10)
      .join(',');
  const step = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  const cube = index - 16;
  return [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(step).join(',');
}
