import { PANEL_STRINGS, type PanelStrings } from '../src/protocol/panelStrings.ts';

/** Every string of the panel in the reader's language: what the host wrote into the page, English where it wrote none. */
export const strings: PanelStrings = { ...PANEL_STRINGS, ...translated() };

function translated(): Partial<PanelStrings> {
  if (typeof document === 'undefined') return {};
  try {
    const parsed: unknown = JSON.parse(document.getElementById('strings')?.textContent ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    return Object.fromEntries(
      Object.entries(parsed).filter(([key, value]) => key in PANEL_STRINGS && typeof value === 'string'),
    );
  } catch {
    return {};
  }
}
