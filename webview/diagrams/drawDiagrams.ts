/** Puts a picture in place of every finished Mermaid block inside these nodes, once it comes near the reader's eye. */
export function drawDiagrams(root: ParentNode): void {
  const found = [...root.querySelectorAll<HTMLElement>('.code-block > pre > code.language-mermaid')];
  if (found.length === 0) return;
  void import('./diagramFigure.ts').then(({ diagramFigure }) => found.forEach(diagramFigure));
}
