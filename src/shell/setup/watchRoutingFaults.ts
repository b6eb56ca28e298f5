import * as vscode from 'vscode';
import { routingFaults } from '../../config/routingFaults.ts';
import type { Engine } from '../engine.ts';
import { readRawSettings } from '../readSettings.ts';

/** Marks faults of routes and rules where they stand in the files of settings that are open. */
export function watchRoutingFaults(engine: Engine): vscode.Disposable {
  const marks = vscode.languages.createDiagnosticCollection('switchyard');
  let latest = 0;
  const mark = async () => {
    const turn = ++latest;
    const documents = vscode.workspace.textDocuments.filter(isSettings);
    if (documents.length === 0) {
      marks.clear();
      return;
    }
    const [{ routingMarks }, languages] = await Promise.all([
      import('./routingMarks.ts'),
      vscode.languages.getLanguages(),
    ]);
    if (turn !== latest) return;
    const { setup } = engine;
    const languageIds = new Set(languages);
    const faults = routingFaults({ setup, listed: (provider) => engine.listedNames(provider), languageIds });
    const effective = readRawSettings();
    marks.clear();
    for (const document of documents) marks.set(document.uri, routingMarks(document, faults, effective));
  };
  const later = () => void mark();
  const onlySettings = (document: vscode.TextDocument) => {
    if (isSettings(document)) later();
  };
  later();
  return vscode.Disposable.from(
    marks,
    engine.onDidChange(later),
    vscode.workspace.onDidOpenTextDocument(onlySettings),
    vscode.workspace.onDidCloseTextDocument(onlySettings),
    vscode.workspace.onDidChangeTextDocument(({ document }) => onlySettings(document)),
  );
}

function isSettings({ fileName }: vscode.TextDocument): boolean {
  return /(?:^|[/\\])settings\.json$|\.code-workspace$/.test(fileName);
}
