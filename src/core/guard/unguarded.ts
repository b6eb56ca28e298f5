import type { RequestSource } from '../chat/chatRequest.ts';

/** Nobody reads what these requests are answered: the guard's own, and one word of eleven. */
export const UNGUARDED: ReadonlySet<RequestSource> = new Set<RequestSource>(['guard', 'recognition']);
