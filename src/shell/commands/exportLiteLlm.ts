import * as vscode from 'vscode';
import { exportLiteLlm as asYaml } from '../../config/bring/liteLlm/exportLiteLlm.ts';
import { PRESETS } from '../../providers/presets.ts';
import type { Engine } from '../engine.ts';

/** Opens the routing as a LiteLLM proxy's `config.yaml` in an untitled document; it holds no key. */
export async function exportLiteLlm(engine: Engine): Promise<void> {
  const content = asYaml(engine.setup, PRESETS);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: 'yaml', content }));
}
