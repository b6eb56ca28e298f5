import { findNodeAtLocation, getNodeValue, type Node, parseTree } from 'jsonc-parser';
import * as vscode from 'vscode';
import type { SetupFault } from '../../config/setupFault.ts';
import { plainText } from '../plainText.ts';

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/**
 * The faults of routes and rules at their places in a file of settings, as far as it is this file that says what is
 * followed: `effective` are the values that the editor made of all its files.
 */
export function routingMarks(
  document: vscode.TextDocument,
  faults: readonly SetupFault[],
  effective: Readonly<Record<string, unknown>>,
): vscode.Diagnostic[] {
  const tree = parseTree(document.getText(), [], { allowTrailingComma: true });
  const settings =
    tree && document.fileName.endsWith('.code-workspace') ? findNodeAtLocation(tree, ['settings']) : tree;
  if (settings === undefined) return [];
  return faults.flatMap((fault) => {
    const node = nodeOf(settings, fault, effective);
    if (node === undefined) return [];
    const [from, to] = [document.positionAt(node.offset), document.positionAt(node.offset + node.length)];
    const detail = fault.detail.charAt(0).toUpperCase() + fault.detail.slice(1);
    const text = plainText(`${fault.message}. ${detail}`);
    const mark = new vscode.Diagnostic(new vscode.Range(from, to), text, SEVERITIES[fault.severity]);
    mark.source = 'Switchyard';
    return [mark];
  });
}

/** Where a fault stands, if what is written there is what is followed. */
function nodeOf(settings: Node, { path = [] }: SetupFault, effective: Readonly<Record<string, unknown>>) {
  const [name = '', ...rest] = path;
  const setting = findNodeAtLocation(settings, [`switchyard.${name}`]);
  if (setting === undefined) return undefined;
  // Lists of several files are not joined, the entries of an object are.
  const [entry = ''] = rest;
  const whole = name === 'rules';
  const written = whole ? setting : findNodeAtLocation(setting, [entry]);
  const followed = whole ? effective[name] : Object(effective[name])[entry];
  if (written === undefined || JSON.stringify(getNodeValue(written)) !== JSON.stringify(followed)) return undefined;
  // A route may be a list, or an object that has one.
  const short = rest.filter((one) => one !== 'models');
  return findNodeAtLocation(setting, rest) ?? findNodeAtLocation(setting, short);
}
