const ESC = '\u001b';
const BEL = '\u0007';
const BACKSPACE = '\b';

/** Titles, links and other strings to the terminal. */
const STRINGS = new RegExp(`${ESC}[\\]PX^_][\\s\\S]*?(?:${BEL}|${ESC}\\\\|$)`, 'g');
/** Moves of the cursor, erasing, modes: everything in brackets but colours. */
const COMMANDS = new RegExp(`${ESC}\\[[0-?]*[ -/]*(?!m)[@-~]`, 'g');
const SHORT = new RegExp(`${ESC}(?!\\[)[ -/]*[0-~]?`, 'g');
const RUBBED_OUT = new RegExp(`[^\\n]${BACKSPACE}`, 'g');
const KEPT = new Set(['\n', '\t', ESC]);

/** Terminal output with its colours but without any other control. */
export function withoutControls(output: string): string {
  return output
    .replaceAll(STRINGS, '')
    .replaceAll(COMMANDS, '')
    .replaceAll(SHORT, '')
    .replaceAll(RUBBED_OUT, '')
    .replaceAll(/\p{Cc}/gu, (control) => (KEPT.has(control) ? control : ''));
}
