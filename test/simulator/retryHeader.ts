import type { Fault } from './fault.ts';

/** The `retry-after` header of a fault that says when to come back. */
export function retryHeader(fault: Fault): Record<string, string> {
  if (fault.type !== 'status' || fault.retryAfter === undefined) return {};
  return { 'retry-after': String(fault.retryAfter) };
}
