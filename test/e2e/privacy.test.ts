import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Simulator, startSimulator } from '../simulator/simulator.ts';
import { ChatPanel } from './harness/chatPanel.ts';
import { describeEndToEnd } from './harness/describeEndToEnd.ts';
import { findOverflow } from './harness/overflow.ts';
import { poll } from './harness/poll.ts';
import { lastRequest, simulatedSettings, wordsOf } from './harness/simulated.ts';
import { TextEditor } from './harness/textEditor.ts';
import { Workbench } from './harness/workbench.ts';

const TOKEN = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`;
const MAIL = 'anna.muster@firma.de';
const NOBODY = { levels: { confidential: { providers: ['nobody'] } } };

describeEndToEnd('Privacy', () => {
  let simulator: Simulator;
  let workbench: Workbench;
  let panel: ChatPanel;

  beforeAll(async () => {
    simulator = await startSimulator({
      providers: {
        cloud: { models: { big: { text: ({ messages }) => `Cloud read: ${messages.at(-1)?.content}` } } },
        house: { models: { small: { text: 'The house has answered.' } } },
      },
    });
    const settings = simulatedSettings(simulator.baseUrl, ['cloud/big', 'house/small']);
    const providers = settings['switchyard.providers'] as Record<string, object>;
    workbench = await Workbench.launch({
      files: { '.env': 'PORT=8080\n', 'notes.md': '# Notes\n' },
      settings: {
        ...settings,
        'switchyard.providers': {
          cloud: { ...providers.cloud, dataPolicy: { trainsOnData: true } },
          house: { ...providers.house, dataPolicy: { trainsOnData: false } },
        },
        'switchyard.routes': { default: ['cloud/big', 'house/small'] },
      },
    });
    panel = new ChatPanel(workbench);
    await workbench.openSwitchyard();
    await panel.input();
  });
  afterAll(async () => {
    await workbench?.close();
    await simulator?.close();
  });

  const chip = () => panel.locator('.privacy-chip');
  /** Resolves when the chip says this: its words, or nothing where it is quiet. */
  const chipSays = (words: string) =>
    poll(`the chip "${words}"`, async () => {
      const labels = await (await panel.locator('.privacy-label')).allInnerTexts();
      return (await (await chip()).count()) === 1 && labels.join() === words;
    });
  const tooltip = async () => (await (await chip()).getAttribute('title')) ?? '';
  const tone = async () => (await panel.locator('switchyard-privacy')).getAttribute('data-tone');
  const write = async (text: string) => (await panel.input()).fill(text);
  const hasKeyboard = async () =>
    (await panel.frame()).evaluate(() => document.activeElement?.classList.contains('privacy-chip') === true);
  const attachSecretFile = async () => {
    await write('#.env');
    await (await panel.locator('.completion[aria-selected="true"]')).filter({ hasText: '.env' }).waitFor();
    await (await panel.input()).press('Enter');
    await panel.waitForChip('.env');
  };
  const set = async (level: string) => {
    await (await chip()).click();
    await workbench.quick.pick(level);
    await workbench.quick.widget.waitFor({ state: 'hidden' });
  };
  const act = async (label: string) => {
    await (await panel.part('.problem-card vscode-button')).filter({ hasText: label }).click();
  };

  test('is a quiet icon where a question has nothing to lose', async () => {
    await write('What is a monad?');
    await chipSays('');
    expect(await (await chip()).getAttribute('aria-label')).toBe('Privacy: Public');
    expect(await tooltip()).toBe('Public\n2 of 2 models may have it.');
    await workbench.screenshot('privacy-1-quiet');
  });

  test('shows what is found while it is typed, who may have it, and what is replaced', async () => {
    await write(`Write to ${MAIL}`);
    await chipSays('Internal · e-mail address');
    await write(`Why is ${TOKEN} refused?`);
    await chipSays('Redacted · GitHub key');
    expect(await tooltip()).toBe(
      'Public\nReplaced before it leaves this machine: GitHub key\n2 of 2 models may have it.',
    );
    await workbench.screenshot('privacy-2-redacted');
  });

  test('says of a file that is open and named like a secret that it does not go along, until it is attached', async () => {
    const editor = new TextEditor(workbench);
    const sentences = async () => (await panel.locator('.chip-sentence')).allTextContents();
    await panel.newChat();
    await editor.open('.env');
    await poll('it', async () => `${await sentences()}` === '.env: Named like a secret, not sent. # attaches it.');
    await workbench.screenshot('privacy-2-left-out');
    await panel.askAndWait('Which port is it?');
    expect(JSON.stringify(lastRequest(simulator))).not.toContain('8080');
    await attachSecretFile();
    await poll('the one chip', async () => `${await sentences()}${await panel.chips()}` === '.env');
    await panel.askAndWait('Which port is it?');
    expect(JSON.stringify(lastRequest(simulator))).toContain('8080');
    await editor.open('notes.md');
    await poll('the other file', async () => (await panel.chips()).join() === 'notes.md');
    expect(await sentences()).toEqual([]);
    await workbench.runCommand('View: Close All Editors');
    await poll('no chip', async () => (await panel.chips()).length === 0);
  });

  test('replaces a secret on its way out, and puts it back into the answer', async () => {
    await panel.newChat();
    await panel.askAndWait(`Why is ${TOKEN} refused?`);
    expect(lastRequest(simulator)?.provider).toBe('cloud');
    expect(wordsOf(lastRequest(simulator))).toContain('Why is __SECRET_1__ refused?');
    expect(JSON.stringify(simulator.requests)).not.toContain(TOKEN);
    expect((await panel.text()).trim().split('\n')[0]).toBe(`Cloud read: Why is ${TOKEN} refused?`);
    expect(await panel.routeDetails()).toContain(
      'secrets: 1 (GitHub key), replaced by placeholders before it leaves this machine',
    );
    await workbench.screenshot('privacy-3-put-back');
  });

  test('sends a file of secrets only to who may have it; the others are named', async () => {
    await panel.newChat();
    await attachSecretFile();
    await write('Which port is it?');
    await chipSays('Confidential · .env');
    expect(await tooltip()).toBe(
      'Confidential\nFound: .env\n1 of 2 models may have it.\ncloud/big: learns from what it gets; the question is confidential',
    );
    await workbench.screenshot('privacy-4-confidential');
    await panel.askAndWait('Which port is it?');
    expect(lastRequest(simulator)?.provider).toBe('house');
    expect(await panel.routeDetails()).toContain('cloud/big learns from what it gets; the question is confidential');
    await workbench.screenshot('privacy-5-route');
  });

  test('holds for what follows in the chat', async () => {
    await panel.askAndWait('And why?');
    expect(lastRequest(simulator)?.provider).toBe('house');
  });

  test('set by hand it keeps a question from whoever may not have it, and is taken back by Automatic', async () => {
    await panel.newChat();
    await write('What is a monad?');
    await chipSays('');
    // From the text the keyboard passes the picker and the button for more.
    for (let tabs = 0; tabs < 4 && !(await hasKeyboard()); tabs++) await workbench.page.keyboard.press('Tab');
    expect(await hasKeyboard()).toBe(true);
    await workbench.page.keyboard.press('Enter');
    await poll('the choices', async () => (await workbench.quick.rows()).length === 4);
    await workbench.screenshot('privacy-6-choices');
    await workbench.quick.pick('Confidential');
    await chipSays('Confidential · set by you');
    await panel.keyboard();
    await set('Automatic');
    await chipSays('');
    await set('Confidential');
    await chipSays('Confidential · set by you');
    await panel.askAndWait('What is a monad?');
    expect(lastRequest(simulator)?.provider).toBe('house');
    expect(await panel.routeDetails()).toContain('set by you: confidential');
    // The next one is judged anew, with that one in its history.
    await write('And a functor?');
    await chipSays('Confidential · an earlier question');
  });

  test('nobody may have it: nothing is sent, and its card says who and why', async () => {
    await workbench.setSettings({ 'switchyard.privacy': NOBODY });
    await panel.newChat();
    await attachSecretFile();
    await write('Which port is it?');
    await chipSays('Confidential · .env');
    expect(await tone()).toBe('warning');
    await workbench.screenshot('privacy-7-warning');
    const before = simulator.requests.length;
    await panel.askAndWait('Which port is it?');
    expect(await panel.problem()).toEqual({
      title: 'No model may see this.',
      detail:
        'A file is confidential by its path. cloud/big: is not among the providers for it; the question is confidential house/small: is not among the providers for it; the question is confidential',
      actions: ['Open Privacy Settings', 'Add Provider', 'Send Anyway, This Once'],
    });
    expect(simulator.requests.length).toBe(before);
    await workbench.screenshot('privacy-8-card');
  });

  test('is sent all the same once its reader says so', async () => {
    const before = simulator.requests.length;
    await act('Send Anyway');
    await panel.waitForText(/Cloud read/);
    expect(simulator.requests.slice(before).map(({ provider }) => provider)).toEqual(['cloud']);
    expect(await panel.routeDetails()).toContain('set by you: public');
    await panel.askAndWait('And again?');
    expect((await panel.problem()).title).toBe('No model may see this.');
    expect(simulator.requests.length).toBe(before + 1);
  });

  test('lowered by hand it goes out this once, as its chip warns', async () => {
    const before = simulator.requests.length;
    await write('Which port, once more?');
    await (await chip()).click();
    await poll('what speaks against it', async () =>
      (await workbench.quick.rows()).some(({ description }) => description.includes('although found: .env')),
    );
    await workbench.screenshot('privacy-9-lower');
    await workbench.quick.pick('Public');
    await chipSays('Public · set by you');
    expect(await tone()).toBe('warning');
    await panel.askAndWait('Which port, once more?');
    expect(simulator.requests.slice(before).map(({ provider }) => provider)).toEqual(['cloud']);
    await write('And next?');
    await chipSays('Confidential · .env');
  });

  test('what was found can be replaced where nobody may have it as it is', async () => {
    await workbench.setSettings({ 'switchyard.privacy': { levels: { internal: { providers: ['nobody'] } } } });
    await panel.newChat();
    const before = simulator.requests.length;
    await panel.askAndWait(`Write to ${MAIL}`);
    expect((await panel.problem()).actions).toEqual([
      'Send Redacted',
      'Open Privacy Settings',
      'Add Provider',
      'Send Anyway, This Once',
    ]);
    await workbench.screenshot('privacy-10-redact');
    await act('Send Redacted');
    expect((await panel.waitForText(/Cloud read/)).trim()).toBe(`Cloud read: Write to ${MAIL}`);
    expect(simulator.requests.length).toBe(before + 1);
    expect(JSON.stringify(lastRequest(simulator))).not.toContain(MAIL);
    expect(wordsOf(lastRequest(simulator))).toContain('Write to __EMAIL_1__');
  });

  test('and stays replaced in all that follows, also after a reload; what is new is judged anew', async () => {
    await write('And who reads it?');
    await chipSays('Redacted · e-mail address');
    await workbench.reload();
    await workbench.openSwitchyard();
    await panel.waitForText(/Cloud read/);
    const before = simulator.requests.length;
    await panel.askAndWait('And who reads it?');
    expect(simulator.requests.length).toBe(before + 1);
    expect(JSON.stringify(lastRequest(simulator))).not.toContain(MAIL);
    expect(wordsOf(lastRequest(simulator))).toContain('Write to __EMAIL_1__');
    await panel.askAndWait('Or to bert.beispiel@firma.de?');
    expect((await panel.problem()).title).toBe('No model may see this.');
    expect(simulator.requests.length).toBe(before + 1);
  });

  test('a workspace makes it stricter and never looser, by no hand either', async () => {
    await workbench.setSettings({ 'switchyard.privacy': undefined });
    await workbench.setWorkspaceSettings({
      'switchyard.privacy': {
        levels: { confidential: { providers: ['nobody'] } },
        globs: { public: ['.env'] },
        redact: 'off',
      },
    });
    await panel.newChat();
    await attachSecretFile();
    await write('Which port is it?');
    await poll('the demand', async () => (await tooltip()).includes('This workspace demands: Confidential'));
    await (await chip()).click();
    expect((await workbench.quick.rows()).map(({ label }) => label)).toEqual(['Automatic', 'Confidential']);
    await workbench.screenshot('privacy-11-workspace');
    await workbench.quick.cancel();
    const before = simulator.requests.length;
    await panel.askAndWait('Which port is it?');
    expect((await panel.problem()).actions).toEqual(['Open Privacy Settings', 'Add Provider']);
    expect(simulator.requests.length).toBe(before);
    await panel.newChat();
    await panel.askAndWait(`Why is ${TOKEN} refused?`);
    expect(JSON.stringify(simulator.requests)).not.toContain(TOKEN);
    await workbench.setWorkspaceSettings({ 'switchyard.privacy': undefined });
  });

  for (const theme of ['light', 'highContrast', 'dark'] as const) {
    test(`fits the panel in ${theme}, however narrow`, async () => {
      await workbench.setTheme(theme);
      await panel.newChat();
      for (const px of [300, 170]) {
        await workbench.sidebarWidth(px);
        await attachSecretFile();
        await write(`Tell ${MAIL}, +49 30 901820, DE89 3704 0044 0532 0130 00 and ${TOKEN}`);
        await chipSays('Confidential · .env +3');
        expect(await (await panel.frame()).evaluate(findOverflow)).toEqual([]);
        await workbench.screenshot(`privacy-12-${theme}-${px}`);
      }
      await workbench.sidebarWidth(300);
    });
  }
});
