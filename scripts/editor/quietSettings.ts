/** User settings that keep a fresh editor from opening welcome pages, side bars and lookups of its own. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // Settings and the like open as ordinary editors, not as a dialog over everything else.
  'workbench.editor.useModal': 'off',
  // Hides the editor's own assistant and does not start its background process; extensions' language models still work.
  'chat.disableAIFeatures': true,
  'window.commandCenter': false,
  'git.openRepositoryInParentFolders': 'never',
};
