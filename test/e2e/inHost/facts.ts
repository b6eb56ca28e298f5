import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as vscode from 'vscode';

/** Runs inside the extension host: asks one question through the extension's own command and prints what it finds there. */
export async function run(): Promise<void> {
  const extension = vscode.extensions.getExtension('switchyard.switchyard');
  await until('the extension is active', async () => extension?.isActive);
  // It asks every provider once, through the same pipeline as the chat, and then shows a quick pick, which stays open.
  void vscode.commands.executeCommand('switchyard.testProviders');
  const file = join(globalStorage(), 'ledger.db');
  const rows = await until('a row in the ledger', async () => {
    const found = await stat(file).then(
      () => rowsOf(file),
      () => [],
    );
    return found.length > 0 && found;
  });
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const result = {
    active: extension?.isActive,
    commands: (await vscode.commands.getCommands(true)).filter((command) => command.startsWith('switchyard.')).sort(),
    sqlite: new DatabaseSync(':memory:').prepare('SELECT sqlite_version() AS version').get()?.version,
    rows,
    ledgerMode: ((await stat(file)).mode & 0o777).toString(8),
    providers: {
      globalValue: configuration.inspect('providers')?.globalValue,
      effective: configuration.get('providers'),
    },
    models: Object.keys(configuration.get('models') ?? {}),
    objective: configuration.get('objective'),
  };
  console.log(JSON.stringify({ result }));
}

function globalStorage(): string {
  // The test module has no context of its own; it lies in the same folder as the user's data.
  return join(__dirname, '..', 'user-data', 'User', 'globalStorage', 'switchyard.switchyard');
}

function rowsOf(file: string): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    const columns = 'model, provider, source, outcome, cost_nano > 0 AS costed';
    // Plain objects: rows have no prototype.
    return database
      .prepare(`SELECT ${columns} FROM attempts`)
      .all()
      .map((row) => ({ ...row }));
  } finally {
    database.close();
  }
}

async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  for (let tries = 0; tries < 300; tries++) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Not within 15 s: ${what}`);
}
