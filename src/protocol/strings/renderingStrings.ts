/** What an answer is drawn with besides text: diagrams, formulas, links. */
export const RENDERING_STRINGS = {
  // Diagrams
  diagram: 'Diagram',
  diagramOf: 'Diagram: {0}',
  diagramBroken: 'This diagram could not be drawn.',
  showSource: 'Show source',
  showDiagram: 'Show diagram',

  // Formulas
  formulaBroken: 'This formula could not be read: {0}',
  formulaTooLong: 'This formula is too long to be drawn.',

  // Tables, tasks, notes
  table: 'Table',
  taskDone: 'Done',
  taskOpen: 'Not done',
  footnote: 'Footnote {0}',
  backToText: 'Back to the text',

  // Reasoning
  thinkingFor: 'Thinking… {0}',
  thoughtFor: 'Thought for {0}',
  reasoningTokens: '{0} tokens',
  reasoningCharacters: '{0} characters',
} as const;
