import * as vscode from 'vscode';
import * as z from 'zod';
import type { Said } from './newErrors.ts';

/** Its own languages. */
export const TYPESCRIPTS: ReadonlySet<string> = new Set([
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
]);

const place = z.object({ line: z.number(), offset: z.number() });
/** The answer of tsserver (`DiagnosticEventBody` of its protocol), as far as it is read. */
const answerSchema = z.object({
  success: z.literal(true),
  body: z.array(z.object({ start: place, text: z.string(), code: z.number().optional(), category: z.string() })),
});

/**
 * The errors that the editor's TypeScript finds in an open document, asked for by name: by itself it reports on documents in
 * tabs only. Undefined where it does not answer.
 */
export async function typescriptErrors(file: vscode.Uri): Promise<readonly Said[] | undefined> {
  const found = await Promise.all([
    errorsOf('syntacticDiagnosticsSync', file),
    errorsOf('semanticDiagnosticsSync', file),
  ]);
  return found.some((errors) => errors === undefined) ? undefined : found.flatMap((errors) => errors ?? []);
}

async function errorsOf(request: string, file: vscode.Uri): Promise<Said[] | undefined> {
  const ask = vscode.commands.executeCommand('typescript.tsserverRequest', request, { file });
  const parsed = answerSchema.safeParse(await ask.then(undefined, () => undefined));
  if (!parsed.success) return undefined;
  return parsed.data.body
    .filter(({ category }) => category === 'error')
    .map(({ start, text, code }) => {
      const at = new vscode.Position(Math.max(0, start.line - 1), Math.max(0, start.offset - 1));
      const severity = vscode.DiagnosticSeverity.Error;
      return { message: text, severity, range: new vscode.Range(at, at), ...(code === undefined ? {} : { code }) };
    });
}
