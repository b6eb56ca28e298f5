import * as vscode from 'vscode';
import type { LocalServer } from '../../providers/catalog/listing/findLocalServers.ts';

/** A picker with more models than this is no help: the rest is added with *Add Models*. */
const MOST_MODELS = 20;

/** Models that make vectors, not answers. */
const NO_CHAT = /embed|rerank|whisper|bge-|minilm/i;

/** Writes a server that was found, and its models, to the user's settings; entries that are there stay. */
export async function useServer({ id, models }: LocalServer): Promise<void> {
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const own = (name: string) => configuration.inspect<Record<string, object>>(name)?.globalValue ?? {};
  const chatting = models.filter((name) => !NO_CHAT.test(name)).slice(0, MOST_MODELS);
  const added = Object.fromEntries(chatting.map((name) => [`${id}/${name}`, {}]));
  const target = vscode.ConfigurationTarget.Global;
  // Models first: a provider without any would be of no use in between.
  await configuration.update('models', { ...added, ...own('models') }, target);
  await configuration.update('providers', { [id]: {}, ...own('providers') }, target);
}
