/** Setting up, and the first question. */
export const SETUP_STRINGS = {
  setupTitle: 'Every model, one chat',
  setupText:
    'Switchyard sends each question to the model that fits it, falls back when one fails, and shows what it cost.',
  provider: 'Provider',
  setupButton: 'Set up {0}',
  setupKeyHint: 'VS Code asks for your key next and keeps it in its secret storage.',
  setupNoKeyHint: 'Runs on your machine: no key needed.',
  setupGetKey: 'Get a key',
  setupLocalHint: 'Local servers need no key.',
  setupCloud: 'Cloud',
  setupLocal: 'On this machine',
  serversTitle: 'Running on this machine',
  serverOneModel: '{0} · 1 model',
  serverModels: '{0} · {1} models',
  serverUse: 'Use {0}',
  setupOther: 'Or set up another provider',
  readyTitle: 'What can I help with?',
  readyText: 'Select code to ask about it, or start with one of these:',
  example_explain: 'Explain how this file works',
  example_tests: 'Write tests for the selected code',
  example_review: 'Find bugs in this file and suggest fixes',
} as const;
