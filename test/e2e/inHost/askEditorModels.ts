import * as vscode from 'vscode';
import { textMessage } from '../../../src/core/chat/message.ts';
import type { ProviderCall, ProviderEvent } from '../../../src/core/ports/provider.ts';
import { listEditorModels } from '../../../src/shell/editorModels/listEditorModels.ts';
import { EditorModels } from '../../../src/shell/editorModels/provider.ts';

/** One pixel: the workbench looks into pictures before it sends them. */
const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Runs inside the extension host: asks another extension's models through the dialect and prints what comes of it. */
export async function run(): Promise<void> {
  const models = await until(async () => {
    const listed = await listEditorModels();
    return listed.length > 0 ? listed : undefined;
  });
  const allowed = new EditorModels({ canSendRequest: () => true, onDidChange: () => new vscode.Disposable(() => {}) });
  const unasked = new EditorModels({
    canSendRequest: () => undefined,
    onDidChange: () => new vscode.Disposable(() => {}),
  });
  const tool = { name: 'report', parameters: { type: 'object' } };
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 300);
  const result = {
    models,
    answer: await ask(allowed, {
      messages: [
        textMessage('system', 'Be kind.'),
        {
          role: 'user',
          parts: [
            { type: 'text', text: 'Hi' },
            { type: 'image', mimeType: 'image/png', base64: PIXEL },
          ],
        },
        { role: 'assistant', parts: [{ type: 'toolCall', id: '1', name: 'f', arguments: '' }] },
        {
          role: 'tool',
          parts: [{ type: 'toolResult', id: '1', name: 'f', content: [{ type: 'text', text: 'done' }] }],
        },
      ],
    }),
    toolCall: await ask(allowed, { tools: [tool], toolChoice: { name: 'report' } }),
    broken: await ask(allowed, { modelName: 'other/broken' }),
    stopped: await ask(allowed, { modelName: 'other/slow' }, stop.signal),
    unknown: await ask(allowed, { modelName: 'other/nothing' }),
    own: await ask(allowed, { modelName: 'switchyard/echo' }),
    withoutConsent: await ask(unasked, {}),
    consentByUser: (await ask(unasked, { byUser: true })).at(-1),
  };
  console.log(JSON.stringify({ result }));
}

async function ask(
  models: EditorModels,
  changes: Partial<ProviderCall>,
  signal = new AbortController().signal,
): Promise<unknown[]> {
  const events: (ProviderEvent | string)[] = [];
  const call = {
    providerId: 'editor',
    modelName: 'other/echo',
    messages: [textMessage('user', 'Hi')],
    onActivity() {},
  };
  try {
    for await (const event of models.stream({ ...call, ...changes }, signal)) events.push(event);
  } catch (error) {
    events.push(error instanceof Error && 'kind' in error ? `${error.kind}: ${error.message}` : String(error));
  }
  return events;
}

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 200; tries++) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no models within 10 s');
}
