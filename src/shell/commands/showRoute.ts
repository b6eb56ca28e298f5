import * as vscode from 'vscode';
import type { Answer } from '../../protocol/answer.ts';
import type { ChatController } from '../chatController.ts';

const SCHEME = 'switchyard-route';

/** Serves the route of an answer as a read-only Markdown document. */
export class RouteDocuments implements vscode.TextDocumentContentProvider {
  readonly #chat: ChatController;

  constructor(chat: ChatController) {
    this.#chat = chat;
  }

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(SCHEME, this);
  }

  provideTextDocumentContent(): string {
    const answer = this.#chat.lastAnswer?.answer;
    return answer === undefined ? vscode.l10n.t('Nothing was asked yet.') : routeWords(answer);
  }
}

/** Opens the route of the last answer beside the code. */
export async function showRoute(chat: ChatController): Promise<void> {
  const id = chat.lastAnswer?.id ?? 'none';
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/Route ${id.slice(0, 8)}.md`, query: `${Date.now()}` });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Everything that is known of how an answer came about. */
function routeWords({ decision, attempts, fallbacks, done, error }: Answer): string {
  if (decision === undefined) return 'No decision yet.\n';
  const lines = [
    '# Route of the last answer',
    '',
    `- Task: **${decision.task}**, ${decision.difficulty}, language ${decision.language}`,
    `- Why: ${decision.reasons.join('; ')}`,
    '',
    '## Candidates, in the order they are asked',
    '',
    ...decision.targets.map(
      ({ model, estimatedUsd, reasons }, index) =>
        `${index + 1}. \`${model}\` ${estimatedUsd === null ? 'price unknown' : `≈ $${estimatedUsd.toFixed(6)}`}: ${reasons.join('; ')}`,
    ),
    ...(decision.rejected.length === 0 ? [] : ['', '## Refused', '']),
    ...decision.rejected.map(({ model, reason }) => `- \`${model}\`: ${reason}`),
    '',
    '## What happened',
    '',
    ...attempts.map(({ attempt, model }) => `- Attempt ${attempt}: \`${model}\`${outcomeOf(model, fallbacks)}`),
    ...(error === undefined ? [] : [`- Failed: ${error.error.kind}: ${error.error.message}`]),
  ];
  if (done !== undefined) {
    const { usage, latency } = done;
    lines.push(
      `- \`${done.model}\` finished with \`${done.finishReason}\` after ${done.attempts} attempt(s)`,
      `- First word after ${latency.firstTokenMs === null ? '–' : `${Math.round(latency.firstTokenMs)} ms`}, all after ${Math.round(latency.totalMs)} ms`,
      `- Tokens: ${usage.inputTokens} in (${usage.cachedInputTokens} cached), ${usage.outputTokens} out (${usage.reasoningTokens} reasoning)`,
      `- Cost: ${done.costUsd === null ? 'unknown' : `$${done.costUsd.toFixed(9)}`} (${done.costSource}${done.estimated ? ', partly estimated' : ''})`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function outcomeOf(model: string, fallbacks: Answer['fallbacks']): string {
  const failure = fallbacks.find((fallback) => fallback.from === model);
  return failure === undefined ? '' : ` failed: ${failure.error.kind}: ${failure.error.message}`;
}
