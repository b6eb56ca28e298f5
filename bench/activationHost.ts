import * as vscode from 'vscode';

/** Long enough for the editor to have come to rest after its start. */
const REST_MS = 1500;

/** Runs inside the extension host: activates the one extension under development and prints what that took. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.all.find(({ packageJSON }) => packageJSON.publisher === 'switchyard');
  if (extension === undefined) throw new Error('the extension is not there');
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  if (extension.isActive) throw new Error('the extension was active before it was measured');
  const start = performance.now();
  await extension.activate();
  console.log(JSON.stringify({ result: { id: extension.id, ms: performance.now() - start } }));
}
