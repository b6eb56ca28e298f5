import { drawDiagrams } from '../diagrams/drawDiagrams.ts';
import { findPlaces } from '../places/findPlaces.ts';
import { colorTerminal } from './colorTerminal.ts';
import { connectFootnotes } from './connectFootnotes.ts';
import { highlightLater } from './highlightLater.ts';
import { markHidden } from './markHidden.ts';

/** Everything a block gets once no further text can change it; call it when it is in the page. */
export function enrichBlock(block: HTMLElement): void {
  colorTerminal(block);
  highlightLater(block);
  drawDiagrams(block);
  connectFootnotes(block);
  findPlaces(block);
  markHidden(block);
}
