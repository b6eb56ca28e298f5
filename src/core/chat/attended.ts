import type { RequestSource } from './chatRequest.ts';

/** Where requests come from that answer what the user did in the editor just now: somebody waits in front of it. */
export const ATTENDED: ReadonlySet<RequestSource> = new Set(['panel', 'test', 'fireDrill']);
