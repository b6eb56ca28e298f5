import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
} from '@vscode/webview-ui-toolkit';
import './styles/toolkit.css';

/**
 * Registers the toolkit's elements this panel uses. The toolkit is no longer maintained: no other file imports it, and
 * toolkit.css corrects its look, so that another set of elements can take its place here. The composer's
 * field is a plain textarea: the toolkit's shows a new value a frame later, and keys typed in between are lost in it.
 */
export function registerToolkit(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption(), vsCodeProgressRing());
}
