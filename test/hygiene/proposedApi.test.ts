import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/**
 * What extensions may contribute to without a proposal (code.visualstudio.com/api/references/contribution-points). The
 * browser in which the end-to-end tests run lets every proposal pass, stable VS Code does not.
 */
const STABLE_POINTS = new Set(
  'authentication breakpoints chatParticipants colors commands configuration configurationDefaults customEditors debuggers grammars icons jsonValidation keybindings languageModelChatProviders languageModelTools languages menus mcpServerDefinitionProviders problemMatchers productIconThemes resourceLabelFormatters semanticTokenModifiers semanticTokenScopes semanticTokenTypes snippets submenus taskDefinitions terminal themes viewsContainers views viewsWelcome walkthroughs'.split(
    ' ',
  ),
);

/** Menus that no `proposed` guards in src/vs/workbench/services/actions/common/menusExtensionPoint.ts. */
const STABLE_MENUS = new Set(
  'commandPalette comments/comment/context comments/comment/title comments/commentThread/context comments/commentThread/title debug/callstack/context debug/toolBar debug/variables/context debug/watch/context editor/context editor/context/copy editor/lineNumber/context editor/title editor/title/context editor/title/run explorer/context extension/context file/newFile interactive/cell/title interactive/toolbar issue/reporter menuBar/edit/copy notebook/cell/execute notebook/cell/title notebook/toolbar ports/item/context ports/item/origin/inline ports/item/port/inline scm/change/title scm/repository scm/resourceFolder/context scm/resourceGroup/context scm/resourceState/context scm/sourceControl scm/title statusBar/remoteIndicator terminal/context terminal/title/context testing/item/context testing/item/gutter testing/item/result testing/message/content testing/message/context testing/profiles/context timeline/item/context timeline/title touchBar view/item/context view/title webview/context'.split(
    ' ',
  ),
);

/** Ways around the types, and names of proposals that are near at hand for what this extension does. */
const PROPOSED_CODE: readonly RegExp[] = [
  /\bvscode as (?:any|unknown|never|typeof)\b/,
  /\bvscode\[/,
  /declare module ['"]vscode['"]/,
  /vscode\.proposed/,
  /@ts-(?:ignore|nocheck|expect-error)/,
  /\bisAI\b|\bactiveChatPanelSessionResource\b|\bonDidWriteTerminalData\b|\bonDidExecuteTerminalCommand\b/,
  /\bcreateChatStatusItem\b|\bregisterChatSessionItemProvider\b|\bregisterAiTextSearchProvider\b|\bregisterMappedEditsProvider/,
  /\.terminal\??\.selection\b|activeTerminal\??\.selection\b|\bQuickInputButtonLocation\b|\bworkspace\.saveAs\b/,
  /\binputBox\.(?:show|setMultiline|enabled|visible)\b|\bactionButton\b|\bhistoryProvider\b|\bregisterShareProvider\b/,
];

interface Manifest {
  readonly enabledApiProposals?: unknown;
  readonly contributes: {
    readonly menus?: Record<string, unknown>;
    readonly submenus?: readonly { id: string }[];
    readonly keybindings?: readonly { when?: string }[];
  };
}

/** Everything in a manifest that stable VS Code would refuse or pass over. */
function proposedIn({ enabledApiProposals, contributes }: Manifest): string[] {
  const own = new Set(contributes.submenus?.map(({ id }) => id));
  return [
    ...(enabledApiProposals === undefined ? [] : ['enabledApiProposals']),
    ...Object.keys(contributes).filter((point) => !STABLE_POINTS.has(point)),
    ...Object.keys(contributes.menus ?? {}).filter((menu) => !STABLE_MENUS.has(menu) && !own.has(menu)),
  ];
}

/** Every name behind `vscode.` that the editor's stable types do not declare, and every way around them. */
function proposedNamesIn(source: string): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`])\/\/.*$/gm, '');
  const names = [...code.matchAll(/(?<!['"`])\bvscode(?:\??\.)([A-Za-z]\w*)/g)].map(([, name = '']) => name);
  const unknown = names.filter((name) => !DECLARED.has(name));
  const around = PROPOSED_CODE.flatMap((pattern) => pattern.exec(code)?.[0] ?? []);
  return [...unknown, ...around];
}

const DECLARED = new Set(
  [
    ...read('node_modules/@types/vscode/index.d.ts').matchAll(
      /\bexport (?:declare )?(?:abstract )?(?:class|interface|enum|namespace|type|const|let|function) (\w+)/g,
    ),
    ...read('node_modules/@types/vscode/index.d.ts').matchAll(/^\t(?:abstract )?namespace (\w+)/gm),
  ].map(([, name = '']) => name),
);

const manifest = JSON.parse(read('package.json')) as Manifest;
const sources = globSync('src/{shell/**/*,extension}.ts', { cwd: root });

test('the manifest asks for no proposal and contributes to nothing that needs one', () => {
  expect(proposedIn(manifest)).toEqual([]);
});

test('the sources name nothing that only proposals have', () => {
  const found = sources.flatMap((file) => proposedNamesIn(read(file)).map((name) => `${file}: ${name}`));
  expect(found).toEqual([]);
  expect(sources.length).toBeGreaterThan(50);
  expect(DECLARED.size).toBeGreaterThan(500);
});

test.each([
  [{ ...manifest, enabledApiProposals: ['contribSourceControlInputBoxMenu'] }, 'enabledApiProposals'],
  [{ contributes: { menus: { 'scm/inputBox': [] } } }, 'scm/inputBox'],
  [{ contributes: { menus: { 'comments/comment/editorActions': [] } } }, 'comments/comment/editorActions'],
  [{ contributes: { menus: { 'editor/context/chat': [] } } }, 'editor/context/chat'],
  [{ contributes: { chatSessions: [] } }, 'chatSessions'],
])('a manifest with a proposal is found: %#', (proposing, name) => {
  expect(proposedIn(proposing as Manifest)).toEqual([name]);
});

test.each([
  'vscode.chatSessionCustomizations.register()',
  '(vscode as any).lm',
  "vscode['window']",
  "declare module 'vscode' {}",
  'const { selection } = vscode.window.activeTerminal?.selection',
  'action.isAI = true',
])('a source with a proposal is found: %s', (source) => {
  expect(proposedNamesIn(source)).not.toEqual([]);
});

test.each(['vscode.window.createTreeView()', '// vscode.made.up', 'vscode.l10n.t("x")'])(
  'a source without one is not: %s',
  (source) => {
    expect(proposedNamesIn(source)).toEqual([]);
  },
);

test('no key of our own takes the place of a native one', () => {
  // A key of ours works only with the focus in the chat, where the editor's own of that name has nothing to tell about.
  const elsewhere = (manifest.contributes.keybindings ?? []).filter(
    ({ when = '' }) => when !== 'switchyard.chatFocused',
  );
  expect(elsewhere).toEqual([]);
});
