import type { PanelParts } from '../panel/panelParts.ts';

/** The files that this chat carries or would carry, as paths relative to the workspace: a name most likely means one of them. */
export function attachedPaths({ chat, chips }: Pick<PanelParts, 'chat' | 'chips'>): ReadonlySet<string> {
  const sent = chat.conversation.turns.flatMap((turn) => (turn.role === 'user' ? [turn.context] : []));
  const contexts = [...sent, ...chips.current().map((attachment) => attachment.context)];
  return new Set(
    contexts.flatMap(({ files = [], selectionPath }) => [
      ...files.map(({ path }) => path),
      ...(selectionPath === undefined ? [] : [selectionPath.replace(/:\d+-\d+$/, '')]),
    ]),
  );
}
