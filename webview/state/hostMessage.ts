import type { HOST_TO_PANEL, Params } from '../../src/protocol/messages.ts';

type Methods = typeof HOST_TO_PANEL;

/** One notification of the host, parsed. */
export type HostMessage = {
  [M in keyof Methods]: { readonly method: M; readonly params: Params<Methods, M> };
}[keyof Methods];
