import type { PanelMessage } from '../../src/protocol/panelState.ts';

/** Whether what stands around a message's text is the same: its versions, its votes, whether it is compared. */
export function sameAround(old: PanelMessage | undefined, fresh: PanelMessage): boolean {
  return old !== undefined && around(old) === around(fresh);
}

function around(message: PanelMessage): string {
  const { siblings = [] } = message;
  if (message.role === 'user') return siblings.join();
  return JSON.stringify([siblings, message.feedback?.vote, message.feedback?.reason, message.beside === true]);
}
