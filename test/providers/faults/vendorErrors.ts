/** Bodies of errors in the shapes of the vendors, as their documentation shows them. */

export function openAi(
  message: string,
  code: string | null = null,
  type = 'invalid_request_error',
  param: string | null = null,
) {
  return { error: { message, type, param, code } };
}

export function anthropic(type: string, message: string) {
  return { type: 'error', error: { type, message }, request_id: 'req_1' };
}

export function google(code: number, status: string, message: string, details: readonly object[] = []) {
  return { error: { code, message, status, details } };
}

export function openRouter(code: number, message: string, metadata: object = {}) {
  return { error: { message, code, metadata } };
}

/** Only a code and a message, as Zhipu and Azure send them. */
export function plain(code: string, message: string) {
  return { error: { code, message } };
}
