import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { PANEL_STRINGS } from '../../protocol/panelStrings.ts';
import { connectSource } from './connectSource.ts';

/**
 * The panel's page: one script with its chunks, one style sheet, and a policy that allows nothing else. The toolkit finds out about the
 * browser with an empty style element of its own, which takes its nonce from the `csp-nonce` meta element: without one it
 * falls back to a focus ring on every click. That nonce is for styles alone, because style sheets can read it.
 */
export function panelHtml(webview: vscode.Webview, dist: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const styleNonce = randomBytes(16).toString('base64');
  const uri = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  const policy = [
    "default-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${styleNonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
    // The diagram frame's script is read as text: its sandbox cannot load anything.
    `connect-src ${connectSource(uri('diagramFrame.js'))}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta property="csp-nonce" content="${styleNonce}">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<link rel="stylesheet" href="${uri('panel.css')}">
<title>Switchyard</title>
</head>
<body>
<main id="app"></main>
<script type="application/json" id="strings" nonce="${nonce}">${translatedStrings()}</script>
<script type="module" nonce="${nonce}" src="${uri('panel.js')}"></script>
</body>
</html>`;
}

/** The panel's strings in the editor's language, safe inside a script element. */
function translatedStrings(): string {
  const strings = Object.entries(PANEL_STRINGS).map(([key, english]) => [key, vscode.l10n.t(english)]);
  return JSON.stringify(Object.fromEntries(strings)).replaceAll('<', '\\u003c');
}
