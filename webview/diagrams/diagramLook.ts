import type { DiagramLook } from './diagramMessages.ts';

/** The editor's colours that a diagram is drawn in. */
const COLORS: Readonly<Record<string, string>> = {
  foreground: '--vscode-editor-foreground',
  surface: '--vscode-editorWidget-background',
  raised: '--vscode-list-hoverBackground',
  line: '--vscode-charts-lines',
  quiet: '--vscode-descriptionForeground',
  'charts-blue': '--vscode-charts-blue',
  'charts-green': '--vscode-charts-green',
  'charts-orange': '--vscode-charts-orange',
  'charts-purple': '--vscode-charts-purple',
  'charts-red': '--vscode-charts-red',
  'charts-yellow': '--vscode-charts-yellow',
};
const BACKGROUND = '--vscode-editor-background';

/** How a diagram looks in the theme of this moment. */
export function diagramLook(): DiagramLook {
  const page = getComputedStyle(document.documentElement);
  const body = getComputedStyle(document.body);
  const opaque = mixer();
  const background = page.getPropertyValue(BACKGROUND) || 'Canvas';
  const colors = Object.fromEntries(
    Object.entries(COLORS).map(([name, variable]) => [
      name,
      opaque(background, page.getPropertyValue(variable) || body.color),
    ]),
  );
  const { classList } = document.body;
  return {
    colors: { ...colors, background: opaque(background, background) },
    dark: classList.contains('vscode-dark') || classList.contains('vscode-high-contrast'),
    fontFamily: body.fontFamily,
    fontSize: Number.parseFloat(body.fontSize) || 13,
  };
}

/** Themes write colours in every way CSS has, often half transparent; Mermaid reads plain ones only. */
function mixer(): (background: string, color: string) => string {
  const canvas = document.createElement('canvas');
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (background, color) => {
    if (context === null) return '#808080';
    for (const fill of [background, color]) {
      context.fillStyle = fill.trim();
      context.fillRect(0, 0, 1, 1);
    }
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return `#${[red, green, blue].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
  };
}
