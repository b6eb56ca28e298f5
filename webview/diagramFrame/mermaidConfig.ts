import mermaid, { type MermaidConfig } from 'mermaid';
import type { DiagramLook } from '../diagrams/diagramMessages.ts';

/** What a diagram may cost. */
const LIMITS = { maxTextSize: 30_000, maxEdges: 400 } as const;

/** What a directive inside a diagram must not change: its safety, its cost, and the theme's colours. */
const SECURE = [
  ...['secure', 'securityLevel', 'startOnLoad', 'suppressErrorRendering', 'maxTextSize', 'maxEdges', 'htmlLabels'],
  ...['dompurifyConfig', 'theme', 'themeVariables', 'themeCSS', 'fontFamily', 'altFontFamily', 'darkMode', 'layout'],
];

/** Mermaid's settings: strict, without HTML in labels, in the colours of the editor's theme. */
export function mermaidConfig({ colors, dark, fontFamily, fontSize }: DiagramLook): MermaidConfig {
  const named = (name: string) => colors[name] ?? colors.foreground ?? '#808080';
  const [text, surface, line] = [named('foreground'), named('surface'), named('line')];
  const series = ['blue', 'green', 'orange', 'purple', 'red', 'yellow'].map((hue) => named(`charts-${hue}`));
  return {
    ...LIMITS,
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    secure: SECURE,
    ...ownLooks(),
    htmlLabels: false,
    fontFamily,
    theme: 'base',
    look: 'classic',
    layout: 'dagre',
    darkMode: dark,
    themeVariables: {
      darkMode: dark,
      fontFamily,
      fontSize: `${fontSize}px`,
      background: named('background'),
      ...{ primaryColor: surface, primaryTextColor: text, primaryBorderColor: line },
      ...{ secondaryColor: named('raised'), secondaryTextColor: text, secondaryBorderColor: line },
      ...{ tertiaryColor: named('background'), tertiaryTextColor: text, tertiaryBorderColor: line },
      ...{ lineColor: named('quiet'), textColor: text, titleColor: text, nodeTextColor: text },
      ...{ mainBkg: surface, nodeBorder: line, clusterBkg: named('background'), clusterBorder: line },
      ...{ edgeLabelBackground: named('background'), labelBoxBkgColor: surface, labelTextColor: text },
      ...{ noteBkgColor: named('raised'), noteTextColor: text, noteBorderColor: line },
      ...{ actorBkg: surface, actorBorder: line, actorTextColor: text, actorLineColor: line },
      ...{ signalColor: named('quiet'), signalTextColor: text, loopTextColor: text },
      ...{ errorBkgColor: surface, errorTextColor: named('charts-red') },
      ...{ pieTitleTextColor: text, pieLegendTextColor: text, pieSectionTextColor: text, pieStrokeColor: line },
      ...{ pieOuterStrokeColor: line },
      ...numbered('pie', series, 1, 12),
      ...numbered('git', series, 0, 7),
      ...numbered('cScale', series, 0, 11),
    },
  };
}

/** Some kinds of diagrams bring a theme and a look of their own: they get ours. */
function ownLooks(): MermaidConfig {
  const kinds = Object.entries(mermaid.mermaidAPI.defaultConfig).filter(([, kind]) => isRecord(kind));
  const ours = kinds.map(([name, kind]) => [
    name,
    {
      ...('theme' in kind ? { theme: 'base' } : {}),
      ...('look' in kind ? { look: 'classic' } : {}),
      ...('htmlLabels' in kind ? { htmlLabels: false } : {}),
    },
  ]);
  return Object.fromEntries(ours);
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function numbered(name: string, series: readonly string[], from: number, to: number): Record<string, string> {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  return Object.fromEntries(numbers.map((number) => [`${name}${number}`, series[number % series.length] ?? '']));
}
