import * as vscode from 'vscode';
import { SwitchyardError } from '../../core/chat/errors.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../core/ports/provider.ts';
import { modelId, OWN_VENDOR } from './listEditorModels.ts';
import { toError } from './toError.ts';
import { PartConverter } from './toEvents.ts';
import { toMessages, toOptions } from './toRequest.ts';

/**
 * The models that other extensions offer in this editor, as targets like any other. They report no usage: it is
 * estimated, and marked so. The editor asks for consent at an extension's first use of a model; that happens only in
 * answer to what the user did just now, any other call without consent throws `auth`.
 */
export class EditorModels implements Provider {
  readonly #access: vscode.LanguageModelAccessInformation;

  constructor(access: vscode.LanguageModelAccessInformation) {
    this.#access = access;
  }

  async *stream(call: ProviderCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void> {
    const source = new vscode.CancellationTokenSource();
    const onAbort = () => source.cancel();
    signal.addEventListener('abort', onAbort, { once: true });
    if (signal.aborted) source.cancel();
    try {
      const model = await find(call.modelName);
      this.#checkConsent(model, call);
      const { without = [] } = call;
      const response = await model.sendRequest(toMessages(call.messages), toOptions(call, without), source.token);
      const converter = new PartConverter();
      for await (const part of response.stream) {
        call.onActivity();
        for (const event of converter.push(part)) yield event;
      }
      // The stream ends normally or throws: there is no word for its end.
      yield { type: 'finish', reason: 'stop' };
    } catch (error) {
      throw toError(error);
    } finally {
      signal.removeEventListener('abort', onAbort);
      source.dispose();
    }
  }

  #checkConsent(model: vscode.LanguageModelChat, { byUser }: ProviderCall): void {
    const allowed = this.#access.canSendRequest(model);
    if (allowed === true || (allowed === undefined && byUser)) return;
    throw new SwitchyardError(
      'auth',
      allowed === false
        ? vscode.l10n.t('the editor does not let Switchyard use {0}', model.name)
        : vscode.l10n.t('you have not yet allowed Switchyard to use {0}: ask it once in the chat', model.name),
    );
  }
}

async function find(name: string): Promise<vscode.LanguageModelChat> {
  const slash = name.indexOf('/');
  const vendor = slash < 0 ? name : name.slice(0, slash);
  const models = vendor === OWN_VENDOR ? [] : await vscode.lm.selectChatModels({ vendor });
  const model = models.find((candidate) => modelId(candidate) === name);
  if (model !== undefined) return model;
  throw new SwitchyardError('modelNotFound', vscode.l10n.t('no extension offers the model {0} in this editor', name));
}
