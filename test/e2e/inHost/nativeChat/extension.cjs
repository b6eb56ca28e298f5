// Lets the editor's own chat say what stands in the workspace's answer.md, and then fail: a picture to compare with.
const vscode = require('vscode');

exports.activate = (context) => {
  const participant = vscode.chat.createChatParticipant('test.native', async (_request, _context, stream) => {
    const [folder] = vscode.workspace.workspaceFolders;
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, 'answer.md'));
    stream.markdown(new TextDecoder().decode(bytes));
    return { errorDetails: { message: 'The server had an error while processing your request.' } };
  });
  // A chat without a model answers nothing.
  const models = vscode.lm.registerLanguageModelChatProvider('native', {
    provideLanguageModelChatInformation: () => [
      {
        id: 'one',
        name: 'One',
        family: 'one',
        version: '1',
        maxInputTokens: 32_000,
        maxOutputTokens: 4000,
        capabilities: {},
      },
    ],
    provideTokenCount: async (_, value) => String(value).length,
    provideLanguageModelChatResponse: async () => undefined,
  });
  const ask = vscode.commands.registerCommand('native.ask', async () => {
    while ((await vscode.lm.selectChatModels({ vendor: 'native' })).length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    const query = '@native Why does the list come twice?';
    await vscode.commands.executeCommand('workbench.action.chat.open', { query, mode: 'ask' });
  });
  context.subscriptions.push(participant, models, ask);
};
