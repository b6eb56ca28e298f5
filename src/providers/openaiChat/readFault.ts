import { say } from '../../core/words.ts';
/** What an error body says, whichever of the vendors' shapes it has. */
export interface Fault {
  /** Ready to be shown: one line, never a web page, never longer than a paragraph. */
  readonly message: string;
  /** The vendor's own names for the fault, for recognising it. */
  readonly code: string;
  /** An HTTP status that stands in the body, as error events have it. */
  readonly status: number | undefined;
}

const LONGEST_MESSAGE = 500;

/** Reads `{error: {message, code, type}}`, `{error: "words"}`, the same fields at the root, or plain text. */
export function readFault(body: unknown): Fault {
  const root = fieldsOf(body);
  const fields = typeof root.error === 'object' && root.error !== null ? fieldsOf(root.error) : root;
  const { code, type } = fields;
  return {
    message: messageOf([fields.message, fields.error, fields.detail, detailOf(fields.detail), body]),
    code: [code, type].filter((name) => typeof name === 'string').join(' '),
    status: typeof code === 'number' && code >= 400 && code < 600 ? code : undefined,
  };
}

/** The same for a body that may or may not be JSON. */
export function readFaultText(body: string): Fault {
  try {
    return readFault(JSON.parse(body));
  } catch {
    return readFault(body);
  }
}

function messageOf(candidates: readonly unknown[]): string {
  const words = candidates.find((part): part is string => typeof part === 'string' && part.trim() !== '');
  if (words === undefined) return say('the provider gave no reason');
  if (/<(?:!doctype|html)/i.test(words)) return say('the provider answered with a web page');
  return words.trim().replace(/\s+/g, ' ').slice(0, LONGEST_MESSAGE);
}

/** FastAPI's list of what is wrong; its `input` is left alone, it may hold the prompt. */
function detailOf(detail: unknown): unknown {
  return Array.isArray(detail) ? fieldsOf(detail[0]).msg : undefined;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
