// Another extension that offers models, as Copilot does: it says what it was sent, calls the tool it is given, and fails on request.
const vscode = require('vscode');

const text = (value) => new vscode.LanguageModelTextPart(value);

exports.activate = (context) => {
  const model = (id) => ({
    ...{ id, name: `Other ${id}`, family: id, version: '1', maxInputTokens: 32_000, maxOutputTokens: 4000 },
    capabilities: { toolCalling: true, imageInput: true },
  });
  const provider = (ids) => ({
    provideLanguageModelChatInformation: () => ids.map(model),
    provideTokenCount: async (_, value) => String(value).length,
    provideLanguageModelChatResponse: async ({ id }, messages, { tools = [] }, progress, token) => {
      if (id === 'broken') throw new Error('Rate limit exceeded\n    at a stack trace');
      if (id === 'slow') await new Promise((resolve) => token.onCancellationRequested(resolve));
      const [tool] = tools;
      if (tool) progress.report(new vscode.LanguageModelToolCallPart('call-1', tool.name, { ok: true }));
      else {
        const said = messages
          .flatMap(({ content }) => content.map((part) => part.value ?? part.mimeType ?? ''))
          .join(' | ');
        for (const piece of ['Other says: ', said]) progress.report(text(piece));
      }
    },
  });
  context.subscriptions.push(
    vscode.lm.registerLanguageModelChatProvider('other', provider(['echo', 'broken', 'slow'])),
    vscode.lm.registerLanguageModelChatProvider('switchyard', provider(['echo'])),
  );
};
