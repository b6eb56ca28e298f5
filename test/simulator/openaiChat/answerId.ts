import type { Turn } from '../turn.ts';

/** The id of a chat completion, in the vendor's style. */
export function answerId({ vendor, request }: Turn): string {
  return `${vendor === 'openrouter' ? 'gen' : 'chatcmpl'}-sim-${request.provider}-${request.serial}`;
}
