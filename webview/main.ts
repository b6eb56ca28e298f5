import './styles/panel.css';
import { connectHost } from './connectHost.ts';
import { followTheme } from './followTheme.ts';
import { KeptState } from './keptState.ts';
import { PanelElement } from './panelElement.ts';
import { scheduleFrame } from './scheduleFrame.ts';
import { Store } from './state/store.ts';
import { INITIAL_STATE } from './state/viewState.ts';
import { registerToolkit } from './toolkit.ts';

registerToolkit();
const api = acquireVsCodeApi();
const store = new Store(INITIAL_STATE, scheduleFrame);
const panel = new PanelElement();
const host = connectHost(api, (message) => {
  if (message.method === 'place/known') panel.places.receive(message.params);
  if (message.method === 'code/colors') {
    void import('./markdown/paintCode.ts').then(({ paintCode }) => paintCode(message.params.colors));
  }
  store.receive(message);
});
panel.context = { store, host, kept: new KeptState(api) };
document.getElementById('app')?.replaceChildren(panel);
for (const focused of [true, false]) {
  window.addEventListener(focused ? 'focus' : 'blur', () => host.send('panel/focus', { focused }));
}
host.send('panel/ready', {});
followTheme((theme) => host.send('code/theme', { theme }));
