/** What an answer is drawn with besides text: diagrams, formulas, links. */
export const RENDERING_STRINGS = {} as const;
