import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { FoundServer, ProviderChoice } from '../../src/protocol/panelState.ts';
import { fillIn } from '../format/fillIn.ts';
import type { PanelContext } from '../panelContext.ts';
import { Selected } from '../state/selected.ts';
import { strings } from '../strings.ts';

/** `<switchyard-setup>`: takes a new user to a first model. The host asks for the key; this page never sees one. */
export class SetupElement extends LitElement {
  static override properties = { context: { attribute: false }, chosen: { state: true } };
  declare context: PanelContext;
  declare chosen: string | undefined;
  readonly #setup = new Selected(
    this,
    () => this.context.store,
    (state) => state.setup,
  );

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { providers, servers = [] } = this.#setup.value;
    const provider = providers.find(({ id }) => id === this.chosen) ?? providers[0];
    return html`<div class="welcome">
      <h1>${strings.setupTitle}</h1>
      <p>${strings.setupText}</p>
      ${servers.length === 0 ? nothing : this.#found(servers)}
      ${provider === undefined ? nothing : this.#form(providers, provider)}
    </div>`;
  }

  /** What runs here already comes first: it needs neither a key nor an address. */
  #found(servers: readonly FoundServer[]): TemplateResult {
    return html`<h2>${strings.serversTitle}</h2>
      <ul class="found-servers">
        ${servers.map(
          ({ id, name, models }) => html`<li>
            <span class="found-server">${models === 1 ? fillIn(strings.serverOneModel, name) : fillIn(strings.serverModels, name, String(models))}</span>
            <vscode-button class="use-server" @click=${() => this.context.host.send('setup/server', { server: id })}
              >${fillIn(strings.serverUse, name)}</vscode-button
            >
          </li>`,
        )}
      </ul>
      <h2>${strings.setupOther}</h2>`;
  }

  #form(providers: readonly ProviderChoice[], provider: ProviderChoice): TemplateResult {
    return html`
      <vscode-dropdown class="provider-picker" aria-label=${strings.provider} @change=${this.#onChange}>
        <div slot="selected-value">${provider.name}</div>
        ${group(
          strings.setupCloud,
          providers.filter(({ needsKey }) => needsKey),
        )}
        ${group(
          strings.setupLocal,
          providers.filter(({ needsKey }) => !needsKey),
        )}
      </vscode-dropdown>
      <vscode-button class="setup-button" @click=${() => this.context.host.send('setup/provider', { provider: provider.id })}
        >${fillIn(strings.setupButton, provider.name)}</vscode-button
      >
      <p class="hint">${provider.needsKey ? strings.setupKeyHint : strings.setupNoKeyHint} ${keyLink(provider)}</p>
      ${provider.needsKey ? html`<p class="hint">${strings.setupLocalHint}</p>` : nothing}
    `;
  }

  readonly #onChange = (event: Event): void => {
    this.chosen = (event.target as HTMLSelectElement).value;
  };
}

function group(label: string, providers: readonly ProviderChoice[]): TemplateResult | typeof nothing {
  if (providers.length === 0) return nothing;
  return html`<div class="option-group" role="presentation">${label}</div>
    ${providers.map(({ id, name }) => html`<vscode-option value=${id}>${name}</vscode-option>`)}`;
}

/** Opened by the panel's own link handling. */
function keyLink({ needsKey, keysUrl }: ProviderChoice): TemplateResult | typeof nothing {
  if (!needsKey || keysUrl === undefined) return nothing;
  return html`<a href=${keysUrl} title=${keysUrl}>${strings.setupGetKey}</a>`;
}

customElements.define('switchyard-setup', SetupElement);
