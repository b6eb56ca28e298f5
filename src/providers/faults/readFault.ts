import { say } from '../../core/words.ts';
import { type Fields, faultLayers, jsonIn } from './faultLayers.ts';
import { locationOf } from './locationOf.ts';
import { plainLine } from './plainLine.ts';

/** What an error body says, whichever of the vendors' shapes it has. */
export interface Fault {
  /** Ready to be shown: one line, never a web page, never longer than a paragraph. */
  readonly message: string;
  /** Everything it says, one layer a line, to recognise it by; empty for a web page. */
  readonly words: string;
  /** The vendor's own names for it, the most particular first. */
  readonly names: readonly string[];
  /** An HTTP status that stands in the body, as in errors within an answer. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  /** A gateway passes on what the provider behind it answered. */
  readonly upstream: boolean;
  /** The objects that it is made of, the outermost first. */
  readonly layers: readonly Fields[];
}

const LONGEST_MESSAGE = 500;
const LONGEST_WORDS = 8000;
const LONGEST_NAME = 100;

/**
 * Reads whatever a vendor, a gateway, a framework or a proxy answers instead of an answer: `{error: {message, code,
 * type}}`, `{error: "words"}`, the same at the root, in a list, or as JSON in a string of another one; FastAPI's
 * `detail`, RFC 9457, plain text, a web page. Never throws.
 */
export function readFault(body: unknown): Fault {
  const layers = faultLayers(body);
  const said = layers.flatMap((fields) => wordsOf(fields) ?? []);
  return {
    message: messageOf(layers, said),
    words: said
      .filter((words) => !isWebPage(words))
      .join('\n')
      .slice(0, LONGEST_WORDS),
    names: [...new Set(layers.toReversed().flatMap(namesOf))],
    status: layers.map(statusOf).find((status) => status !== undefined),
    requestId: layers.map(bodyRequestId).find((id) => id !== undefined),
    upstream: upstreamAt(layers) >= 0,
    layers,
  };
}

/** Where vendors put the id that their support asks for, best first: `cf-ray` is only that of the proxy before them. */
const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'apim-request-id',
  'x-ms-request-id',
  'x-goog-request-id',
  'x-amzn-requestid',
  'x-generation-id',
  'mistral-correlation-id',
  'msh-request-id',
  'x-ds-trace-id',
  'x-log-id',
  'x-litellm-call-id',
  'x-portkey-trace-id',
  'cf-ray',
];

/** The vendor's id of the request that these headers answer; undefined where there is none. */
export function requestIdOf(headers: Headers): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const id = plainLine(headers.get(name) ?? '', LONGEST_NAME);
    if (id !== '') return id;
  }
  return undefined;
}

function bodyRequestId({ request_id, requestId }: Fields): string | undefined {
  return stringOf(request_id ?? requestId, LONGEST_NAME);
}

const SAID = ['message', 'msg', 'error_description', 'errorMessage', 'Message', 'status_msg'];

/** What one layer says itself. FastAPI's entries name the field; their `input` is left alone, it may hold the prompt. */
function wordsOf(fields: Fields): string | undefined {
  const { loc, param } = fields;
  for (const name of SAID) {
    const words = fields[name];
    if (typeof words !== 'string' || words.trim() === '' || jsonIn(words) !== undefined) continue;
    const text = words.slice(0, LONGEST_WORDS);
    const field = locationOf(loc).join('.');
    if (field !== '') return `${field}: ${text}`;
    // Some gateways put the reason there.
    return typeof param === 'string' && param.includes(' ') ? `${text}: ${param}` : text;
  }
  return undefined;
}

function messageOf(layers: readonly Fields[], said: readonly string[]): string {
  const title = layers.map((fields) => stringOf(fields.title, LONGEST_MESSAGE)).find((words) => words !== undefined);
  const [words = title] = said;
  const none = say('the provider gave no reason');
  if (words === undefined) return none;
  const reason = upstreamReason(layers, words);
  const message = reason === undefined ? readable(words) : `${readable(words)} (${reason})`;
  return plainLine(message, LONGEST_MESSAGE) || none;
}

/** The provider behind a gateway and what it said: "Provider returned error" alone helps nobody. */
function upstreamReason(layers: readonly Fields[], words: string): string | undefined {
  const at = upstreamAt(layers);
  if (at < 0) return undefined;
  const said = layers.slice(at + 1).flatMap((fields) => wordsOf(fields) ?? []);
  const reason = said.find((inner) => inner !== words);
  const provider = String(layers[at]?.provider_name);
  return reason === undefined ? provider : `${provider}: ${readable(reason)}`;
}

/** openrouter.ai/docs/api-reference/errors: `metadata.provider_name` is there for errors of the provider behind it. */
function upstreamAt(layers: readonly Fields[]): number {
  return layers.findIndex((fields) => stringOf(fields.provider_name, LONGEST_NAME) !== undefined);
}

function isWebPage(words: string): boolean {
  return /<(?:!doctype\s+html|html|head|title|body)[\s>]/i.test(words);
}

function readable(words: string): string {
  // Python's validators repeat what they were given, which may be the prompt.
  if (!isWebPage(words)) return words.replace(/,?\s*(?:['"]input['"]\s*:|\binput_value\s*=)[\s\S]*$/, ' …');
  const page = say('the provider answered with a web page');
  const title = /<title[^<>]{0,200}>([^<]{1,200})/i.exec(words)?.[1]?.trim() ?? '';
  // Many say only the status again.
  return /[a-z]/i.test(title) ? `${page}: ${title.slice(0, LONGEST_NAME)}` : page;
}

const NAMED = ['code', 'type', 'reason', 'status', 'error_type', 'error_code', 'errorCode', '__type'];
/** Names of an event or a state rather than of a fault. */
const NO_NAMES = new Set(['error', 'response.failed', 'failed']);

function namesOf(fields: Fields): string[] {
  return NAMED.flatMap((key) => {
    const value = fields[key];
    const name = typeof value === 'number' ? String(value) : stringOf(value, LONGEST_NAME);
    return name === undefined || NO_NAMES.has(name) || /^[1-5]\d\d$/.test(name) || isWebPage(name) ? [] : [name];
  });
}

const STATUS = ['code', 'status', 'status_code', 'statusCode', 'http_code', 'http_status', 'raw_status_code'];

function statusOf(fields: Fields): number | undefined {
  for (const key of STATUS) {
    const value = fields[key];
    const status = typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN;
    if (Number.isInteger(status) && status >= 400 && status < 600) return status;
  }
  return undefined;
}

function stringOf(value: unknown, longest: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = plainLine(value, longest);
  return text === '' ? undefined : text;
}
