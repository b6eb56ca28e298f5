import { fillIn } from '../format/fillIn.ts';
import { iconElement } from '../icon.ts';
import { strings } from '../strings.ts';
import type { Drawn } from './diagramMessages.ts';
import { DiagramRenderer } from './diagramRenderer.ts';
import { onThemeChange } from './onThemeChange.ts';
import { whenNear } from './whenNear.ts';

const renderer = new DiagramRenderer();
/** A diagram is made smaller to fit the panel, but not past reading: below this share of its size it scrolls. */
const SMALLEST = 0.6;

interface Figure {
  readonly source: string;
  readonly frame: HTMLElement;
  readonly pre: HTMLElement;
  readonly view: HTMLElement;
  readonly toggle: HTMLButtonElement;
}

/** Draws the diagram of a code block beside its source, again whenever the theme changes; a broken one stays source. */
export function diagramFigure(code: HTMLElement): void {
  const pre = code.parentElement;
  const frame = pre?.parentElement;
  if (pre == null || frame == null || frame.querySelector('.diagram') !== null) return;
  const figure: Figure = { source: code.textContent ?? '', frame, pre, view: viewElement(), toggle: toggleButton() };
  const draw = () => whenNear(frame, () => void drawInto(figure));
  draw();
  onThemeChange(frame, draw);
}

async function drawInto(figure: Figure): Promise<void> {
  const drawn = await renderer.draw(figure.source);
  if (!figure.frame.isConnected) return;
  if (drawn.outcome === 'broken') tellWhy(figure, drawn.reason);
  else showPicture(figure, drawn);
}

function showPicture(figure: Figure, { svg, width, title }: Extract<Drawn, { outcome: 'drawn' }>): void {
  const { frame, pre, view, toggle, source } = figure;
  const picture = new Image();
  // An image runs nothing and loads nothing, whatever is in it.
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  picture.alt = fillIn(strings.diagramOf, title || firstLine(source));
  picture.style.width = `${Math.ceil(width)}px`;
  picture.style.minWidth = `${Math.ceil(width * SMALLEST)}px`;
  view.replaceChildren(picture);
  frame.querySelector('.diagram-problem')?.remove();
  if (view.isConnected) return;
  pre.before(view);
  pre.hidden = true;
  toggle.addEventListener('click', () => {
    pre.hidden = !pre.hidden;
    view.hidden = !pre.hidden;
    label(toggle, pre.hidden);
  });
  label(toggle, true);
  frame.querySelector('.code-header .code-language')?.after(toggle);
}

function tellWhy({ frame, pre }: Figure, reason: string): void {
  if (frame.querySelector('.diagram-problem') !== null) return;
  const note = document.createElement('p');
  note.className = 'diagram-problem';
  const words = document.createElement('span');
  words.textContent = strings.diagramBroken;
  words.title = reason;
  note.append(iconElement('warning'), words);
  pre.before(note);
}

function viewElement(): HTMLElement {
  const view = document.createElement('div');
  view.className = 'diagram';
  // Reached by Tab, so that a wide one can be scrolled with the keys.
  view.tabIndex = 0;
  view.role = 'group';
  view.ariaLabel = strings.diagram;
  return view;
}

function toggleButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'icon-button diagram-toggle';
  return button;
}

function label(button: HTMLButtonElement, showsPicture: boolean): void {
  const words = showsPicture ? strings.showSource : strings.showDiagram;
  button.title = words;
  button.ariaLabel = words;
  button.replaceChildren(iconElement(showsPicture ? 'code' : 'image'));
}

function firstLine(source: string): string {
  const lines = source.split('\n').map((line) => line.trim());
  return lines.find((line) => line !== '' && !line.startsWith('%%') && line !== '---') ?? '';
}
