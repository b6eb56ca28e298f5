import * as vscode from 'vscode';
import type { CodeCheck, CodeReport } from '../../core/ports/codeCheck.ts';
import { newErrors, type Said } from './newErrors.ts';
import { type ProposedText, proposedTexts } from './proposedTexts.ts';
import { ScratchTexts } from './scratchTexts.ts';
import { TYPESCRIPTS, typescriptErrors } from './typescriptErrors.ts';

/** All of it takes no longer than this, and ends when nothing was said for so long after something was. */
const MOST_MS = 1500;
const QUIET_MS = 400;
const MOST_TOLD = 5;
/** No language takes this at the end of a text: who says nothing of it says nothing of such documents at all. */
const NONSENSE = '\n)]}>@# "\' {([<\n';

const NOTHING: CodeReport = { looked: false, newErrors: [] };

/**
 * Opens each file that an answer changes twice in scratch documents, as it is and as it would be, and lets the editor's
 * language services say what they find: only what the first has not is told. Modules and globals of the project are not
 * resolved there: errors about them are left out.
 */
export const editorCheck: CodeCheck = async (answer, context, signal) => {
  const ended = new AbortController();
  const stop = () => ended.abort();
  const timer = setTimeout(stop, MOST_MS);
  signal.addEventListener('abort', stop, { once: true });
  const scratch = new ScratchTexts();
  try {
    const looks = proposedTexts(answer, context).then((proposed) =>
      Promise.all(proposed.map((one) => look(one, scratch, ended.signal))),
    );
    const found = (await Promise.race([looks, aborted(ended.signal)])) ?? [];
    const seen = found.filter((errors) => errors !== undefined);
    return signal.aborted ? NOTHING : { looked: seen.length > 0, newErrors: seen.flat().slice(0, MOST_TOLD) };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    // Whoever still waits waits for nothing.
    stop();
    scratch.dispose();
  }
};

/** The new errors of one file in words; undefined where nobody looks at its language. */
async function look(proposed: ProposedText, scratch: ScratchTexts, ended: AbortSignal): Promise<string[] | undefined> {
  const { document, text } = proposed;
  const byName = TYPESCRIPTS.has(document.languageId);
  const said = byName ? await askedTypescript(proposed, scratch) : await overheard(proposed, scratch, ended);
  if (said === undefined) return undefined;
  const name = vscode.workspace.asRelativePath(document.uri);
  const lines = text.split('\n');
  return newErrors(said.was, said.would).map(({ message, range: { start } }) => {
    const line = (lines[start.line] ?? '').trim().slice(0, 100);
    return `${name}:${start.line + 1}: ${message} (${line})`;
  });
}

interface Compared {
  readonly was: readonly Said[];
  readonly would: readonly Said[];
}

async function askedTypescript({ document, text }: ProposedText, scratch: ScratchTexts): Promise<Compared | undefined> {
  const uris = await Promise.all([
    scratch.open(document, 'was', document.getText()),
    scratch.open(document, 'would', text),
  ]);
  const [was, would] = await Promise.all(uris.map(typescriptErrors));
  return was === undefined || would === undefined ? undefined : { was, would };
}

/** What services say by themselves; a third text, with nonsense at its end, shows whether anybody looks. */
async function overheard(
  { document, text }: ProposedText,
  scratch: ScratchTexts,
  ended: AbortSignal,
): Promise<Compared | undefined> {
  const opening = Promise.all([
    scratch.open(document, 'canary', `${text}${NONSENSE}`),
    scratch.open(document, 'was', document.getText()),
    scratch.open(document, 'would', text),
  ]);
  const said = saidEnough(scratch, ended);
  const [canary, was, would] = await opening;
  await said;
  const of = vscode.languages.getDiagnostics;
  return of(canary).length === 0 ? undefined : { was: of(was), would: of(would) };
}

/** Resolves when the language services seem to have said what they have to say of the scratch documents, or the time is over. */
function saidEnough(scratch: ScratchTexts, ended: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let quiet: NodeJS.Timeout | undefined;
    const end = () => {
      clearTimeout(quiet);
      clearTimeout(most);
      heard.dispose();
      ended.removeEventListener('abort', end);
      resolve();
    };
    // A little before all of it is over, so that what was said is read.
    const most = setTimeout(end, MOST_MS - QUIET_MS);
    const heard = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      if (!uris.some((uri) => scratch.has(uri))) return;
      clearTimeout(quiet);
      quiet = setTimeout(end, QUIET_MS);
    });
    ended.addEventListener('abort', end, { once: true });
  });
}

function aborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
