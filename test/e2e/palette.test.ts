import { afterAll, beforeAll, expect, test } from 'vitest';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { poll } from './harness/poll.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

/** What the palette has for somebody who has set nothing up and opened nothing, as it sorts it. */
const OFFERED = [
  'Add Context…',
  'Add Models',
  'Add Provider or Change Key',
  'Add to Chat',
  'Ask in Chat',
  'Check Setup',
  'Check the Bill',
  'Choose Model',
  'Explain Routing…',
  'Export All Chats…',
  'Export as LiteLLM Config',
  'Export Audit Trail…',
  'Export What Was Learnt…',
  'Focus on Chat View',
  'Forget Earlier Answers',
  'Import Chats…',
  'Import Settings…',
  'New Chat',
  'Open Accessibility Help',
  'Open Budget',
  'Open Chat in Editor',
  'Open Privacy Settings',
  'Open Settings',
  'Open Workspace Routing Settings',
  'Promote Winner of an Experiment…',
  'Remove Key',
  'Reset Provider Health',
  'Reset What Was Learnt…',
  'Restore Deleted Chat…',
  'Set Privacy of Next Question…',
  'Set Team Webhook…',
  'Show Audit Trail',
  'Show Chats',
  'Show Experiments',
  'Show Figures of Models',
  'Show Log',
  'Show What Was Learnt',
  'Start Fire Drill…',
  'Start Local Server',
  'Test Providers',
];

describeEndToEnd('The palette of a new user', () => {
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    workbench = await Workbench.launch({ files: { 'notes.md': '# Notes\n' } });
    panel = new ChatPanel(workbench);
    // A palette shows the commands that there were when it opened.
    await workbench.statusBarText();
  });
  afterAll(() => workbench?.close());

  test('has what can work with nothing set up and nothing open, and no more', async () => {
    const { quick } = workbench;
    await quick.open('F1');
    await quick.search('>Switchyard: ');
    await poll('its commands', async () => (await quick.labels())[0]?.startsWith('Switchyard: '));
    await workbench.screenshot('palette');
    const offered = (await quick.allLabels()).filter((label) => label.startsWith('Switchyard: '));
    await quick.cancel();
    expect(offered.map((label) => label.replace('Switchyard: ', ''))).toEqual(OFFERED);
  });

  test('with nobody to ask, a command that asks says so and offers to change that', async () => {
    await new TextEditor(workbench).open('notes.md');
    await workbench.runCommand('Switchyard: Summarize File or Selection');
    const { title, actions } = await panel.problem();
    expect([title, ...actions]).toEqual(['No provider is set up yet.', 'Add Provider', 'Try Again']);
    await workbench.screenshot('palette-nobody-to-ask');
  });
});
