import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Frame, Locator, Page } from 'playwright-core';
import { installEditor } from '../../../scripts/editor/installEditor.ts';
import { type RunningEditor, startEditor } from '../../../scripts/editor/startEditor.ts';
import { Audit } from './audit.ts';
import { launchBrowser } from './browser.ts';
import { comes } from './comes.ts';
import { ContextMenu } from './contextMenu.ts';
import { dragSidebar } from './dragSidebar.ts';
import { extensionUnderTest, repository } from './extensionUnderTest.ts';
import { poll } from './poll.ts';
import { QuickInput } from './quickInput.ts';
import { changeSettings } from './settingsFile.ts';
import { makeTestFolders, type TestFolders } from './testFolders.ts';
import { shownWebviews, webviewFrame } from './webviewFrame.ts';

export interface WorkbenchOptions {
  /** The built extension's folder, or a `.vsix`. Default: the repository. */
  readonly extension?: string;
  /** The folder of another extension to install beside it. */
  readonly beside?: string;
  /** The workspace: texts by path, or a folder to copy. */
  readonly files?: Readonly<Record<string, string>> | string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly workspaceTrust?: boolean;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const statusId = 'switchyard.switchyard.switchyard.status';

/** A real workbench in a real browser, with the extension in it. `page` is open to whatever has no method here. */
export class Workbench {
  /** Every workbench that was started and not yet closed. */
  static readonly open = new Set<Workbench>();
  readonly page: Page;
  readonly folders: TestFolders;
  readonly editor: RunningEditor;
  /** The box that F1, quick picks and input boxes share. */
  readonly quick: QuickInput;
  /** Context menus. */
  readonly menu: ContextMenu;
  /** What the page and the extension host have written to the console. */
  readonly console: string[] = [];
  readonly #audit = new Audit();
  readonly #browser: Browser;
  #settingsRead = 0;

  private constructor(browser: Browser, page: Page, editor: RunningEditor, folders: TestFolders) {
    this.#browser = browser;
    this.page = page;
    this.editor = editor;
    this.folders = folders;
    this.quick = new QuickInput(page);
    this.menu = new ContextMenu(page);
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => this.console.push(message.text()));
    page.on('dialog', (dialog) => void dialog.accept().catch(() => undefined));
  }

  /** Starts an editor and a browser of its own and resolves when the workbench is up. */
  static async launch(options: WorkbenchOptions = {}): Promise<Workbench> {
    const folders = await makeTestFolders(options.files ?? { 'notes.md': '# Notes\n' }, options.beside);
    const [browser, editor] = await Promise.all([
      launchBrowser(),
      installEditor(() => undefined).then((installed) =>
        startEditor(installed, {
          ...folders,
          extension: options.extension ?? extensionUnderTest,
          ...(options.settings && { settings: options.settings }),
          ...(options.workspaceTrust && { workspaceTrust: true }),
        }),
      ),
    ]);
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
    });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: editor.url });
    const workbench = new Workbench(browser, await context.newPage(), editor, folders);
    try {
      await workbench.page.goto(editor.workspaceUrl);
      await workbench.#ready();
      Workbench.open.add(workbench);
      return workbench;
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  /** Opens the same workspace in a second window of the same browser; end it by closing its `page`. */
  async secondWindow(): Promise<Workbench> {
    const page = await this.page.context().newPage();
    const second = new Workbench(this.#browser, page, this.editor, this.folders);
    await page.goto(this.editor.workspaceUrl);
    await second.#ready();
    Workbench.open.add(second);
    page.once('close', () => Workbench.open.delete(second));
    return second;
  }

  /** Reloads the window, as *Developer: Reload Window* does: a new extension host, the same storage and secrets. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.#ready();
  }

  async #ready(): Promise<void> {
    await this.page.locator('.monaco-workbench .part.statusbar').waitFor({ timeout: 60_000 });
    await this.page.locator('.activitybar .action-label').first().waitFor({ timeout: 60_000 });
  }

  /** Shows the chat view in the side bar. */
  async openSwitchyard(): Promise<void> {
    await this.#show(this.activity('Switchyard'));
    // A tooltip of the icon would lie over the panel.
    await this.page.mouse.move(640, 300);
  }

  /** Shows another view container by its name, for example *Explorer*. */
  async openView(name: string | RegExp): Promise<void> {
    await this.#show(this.page.locator('.activitybar').getByRole('tab', { name }).first());
  }

  async #show(item: Locator): Promise<void> {
    await item.waitFor({ timeout: 60_000 });
    // After a reload the workbench shows the view again by itself: a click at that moment would hide it.
    await poll('the view is shown', async () => {
      if (await this.#isChecked(item)) return true;
      await item.click();
      return poll('the click has worked', () => this.#isChecked(item), 2000).catch(() => false);
    });
  }

  /** An item of the activity bar by its exact label. */
  activity(label: string): Locator {
    return this.page.locator(`.activitybar .action-item:has(> .action-label[aria-label="${label}"])`).first();
  }

  async #isChecked(item: Locator): Promise<boolean> {
    return item.evaluate((element) => element.classList.contains('checked')).catch(() => false);
  }

  /** The frame of the extension's webview, once it has a body that is shown. */
  panel(extensionId = 'switchyard.switchyard'): Promise<Frame> {
    return webviewFrame(this.page, extensionId);
  }

  /** The frames of the extension's webviews that can be seen now: none, one, or the view's and the editor tabs'. */
  shownPanels(): Promise<Frame[]> {
    return shownWebviews(this.page, 'switchyard.switchyard');
  }

  /** Runs a command by the title that F1 shows, for example `Switchyard: New Chat`. */
  async runCommand(title: string): Promise<void> {
    await this.quick.runCommand(title);
  }

  /** A status bar item; the default is the extension's own. */
  statusItem(id = statusId): Locator {
    return this.page.locator(`[id="${id}"]`);
  }

  /** Its text. */
  async statusBarText(id = statusId): Promise<string> {
    const item = this.statusItem(id);
    await item.waitFor({ timeout: 60_000 });
    return ((await item.textContent()) ?? '').replace(/\s+/g, ' ').trim();
  }

  /** The text of the tooltip that hovering over something shows; the default is the extension's status bar item. */
  async tooltip(target: Locator = this.statusItem()): Promise<string> {
    const hover = this.page.locator('.monaco-hover:visible, .workbench-hover:visible').last();
    // A single move may come before the tooltip is ready to hear of it.
    let place = 300;
    await poll('no other tooltip is shown', async () => {
      await this.page.mouse.move(640, ++place);
      return (await hover.count()) === 0;
    });
    await target.hover();
    await hover.waitFor();
    return (await hover.allInnerTexts()).join('\n');
  }

  /**
   * Changes user settings in the running editor; undefined removes one. The editor in the browser does not watch their file,
   * only what it saves itself: so the file is opened and saved, until a mark in the window's title tells that it was read.
   * The keyboard ends up in the editor that was active before.
   */
  async setSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const mark = INVISIBLE.repeat(++this.#settingsRead);
    const title = { 'window.title': `${TITLE}${mark}` };
    await changeSettings(join(this.folders.userDataDir, 'User', 'settings.json'), { ...changes, ...title });
    await this.runCommand('Preferences: Open User Settings (JSON)');
    const tab = this.page.locator('.tabs-container .tab.active[data-resource-name="settings.json"]');
    await tab.waitFor();
    await poll('the settings are read', async () => {
      await this.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
      // What a key on its way to somewhere else has typed would not let it be saved over what is in the file now.
      if (await tab.evaluate(({ classList }) => classList.contains('dirty')))
        await this.runCommand('File: Revert File');
      await this.page.keyboard.press('Control+S');
      const read = async () => (await this.page.title()).endsWith(mark);
      return poll('the title has its mark', read, 1000).catch(() => false);
    });
    await this.runCommand('View: Close Editor');
    await tab.waitFor({ state: 'detached' });
  }

  /**
   * The notification with these words, once it is there: as a toast, or in the list of all of them, where the workbench puts
   * what comes too fast for its toasts.
   */
  async notification(words: string | RegExp): Promise<Locator> {
    const item = this.page.locator('.notification-list-item:visible', { hasText: words }).first();
    await poll(`a notification with ${words}`, async () => {
      const isToast = await comes(item, 2000);
      if (!isToast) await this.runCommand('Notifications: Show Notifications');
      return isToast;
    });
    return item;
  }

  /** Changes the workspace's settings in the running editor; undefined removes one. */
  async setWorkspaceSettings(changes: Readonly<Record<string, unknown>>): Promise<void> {
    await changeSettings(join(this.folders.workspace, '.vscode', 'settings.json'), changes);
  }

  /** Switches the colour theme and resolves when the workbench shows it. */
  async setTheme(kind: 'light' | 'dark' | 'highContrast'): Promise<void> {
    const [theme, shown] = themes[kind];
    await this.setSettings({ 'workbench.colorTheme': theme, 'window.autoDetectColorScheme': false });
    await this.page.locator(`.monaco-workbench.${shown}`).first().waitFor();
    await this.page.waitForTimeout(300);
  }

  /** Drags the side bar's border until it is this wide (within two pixels; the workbench has a minimum of 170). */
  async sidebarWidth(px: number): Promise<void> {
    await dragSidebar(this.page, px);
  }

  /** Lets axe-core look at every panel that is shown, as it is now; what it finds fails the test at its end. */
  async audit(state: string): Promise<void> {
    await this.#audit.look(await this.shownPanels(), state);
  }

  /** What the audits have found since the last call. */
  auditFindings(): string[] {
    return this.#audit.take();
  }

  /** Audits the panels, and keeps a picture of the window or of a part of it: see `picture`. */
  async screenshot(name: string, of?: Locator): Promise<string> {
    await this.audit(name);
    return this.picture(name, of);
  }

  /** Keeps a picture of the window, or of a part of it, in `test/e2e/screenshots/NAME.png`; returns its path. */
  async picture(name: string, of: Pick<Page, 'screenshot'> | Locator = this.page): Promise<string> {
    const folder = join(repository, 'test', 'e2e', 'screenshots');
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${name}.png`);
    await of.screenshot({ path });
    return path;
  }

  /** Ends the browser and the editor, and removes their folders. */
  async close(): Promise<void> {
    Workbench.open.delete(this);
    await this.#browser.close();
    await this.editor.stop();
    await this.folders.remove();
  }
}

/** What the title bar shows by default. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: VS Code fills these in.
const TITLE = '${dirty}${activeEditorShort}${separator}${rootName}${separator}${appName}';
const INVISIBLE = '\u2063';

const themes = {
  light: ['Light Modern', 'vs'],
  dark: ['Dark Modern', 'vs-dark'],
  highContrast: ['Default High Contrast', 'hc-black'],
} as const;
