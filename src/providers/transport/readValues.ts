import { createParser } from 'eventsource-parser';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';
import { plainLine } from '../faults/plainLine.ts';
import { BodyLimits } from './bodyLimits.ts';
import { JsonSplitter, unreadable } from './jsonSplitter.ts';

/** What a body turns out to be, whatever its headers say and whatever was asked for. */
interface BodyReader {
  /** Set once something could not be read: the values before it still count. */
  readonly fault: SwitchyardError | undefined;
  /** The values that are complete after this text. */
  push(text: string): unknown[];
  end(): unknown[];
}

const WEB_PAGE = 'the provider answered with a web page';

/**
 * The JSON values of an answer, as many at a time as a packet completes: the data of server-sent events, one JSON body,
 * several in lines, or the elements of an array. Stops at `[DONE]`. Throws `protocol` for a web page, for text that is
 * nothing of these, for a value that cannot be read, and where there is no end to it; one that was cut off by the end is left
 * out.
 */
export async function* readValues(response: Response, onActivity: () => void): AsyncGenerator<unknown[], void> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  const limits = new BodyLimits();
  let reader: BodyReader | undefined;
  let start = '';
  // Leaving the loop cancels the body, which closes the connection.
  for await (const bytes of response.body) {
    onActivity();
    limits.arrived(bytes.length);
    let text = decoder.decode(bytes, { stream: true });
    if (reader === undefined) {
      start = (start + text).trimStart();
      if (start === '') continue;
      reader = readerFor(start);
      text = start;
    }
    const values = reader.push(text);
    if (values.length > 0) limits.understood();
    const done = values.indexOf(DONE);
    if (done >= 0) {
      yield values.slice(0, done);
      return;
    }
    if (values.length > 0) yield values;
    if (reader.fault !== undefined) throw reader.fault;
  }
  const rest = reader?.end().filter((value) => value !== DONE) ?? [];
  if (rest.length > 0) yield rest;
  if (reader?.fault !== undefined) throw reader.fault;
}

function readerFor(start: string): BodyReader {
  if (start.startsWith('{') || start.startsWith('[')) return new JsonSplitter();
  if (start.startsWith('<')) throw new SwitchyardError('protocol', say(WEB_PAGE));
  return new EventReader();
}

/** OpenAI's own word for the end of a stream. */
const DONE = Symbol('[DONE]');

/** What stands between two events that are read as one. */
const GLUE = /(?<=[}\]])\s*(?:data:|\n\s*(?=[{[]))/;

const LONGEST_QUOTE = 200;
/** Vertex ends a stream that fails with a bare JSON body over several lines. */
const LONGEST_STRAY = 20_000;

/** Reads server-sent events, https://html.spec.whatwg.org/multipage/server-sent-events.html. */
class EventReader implements BodyReader {
  fault: SwitchyardError | undefined;
  #values: unknown[] = [];
  #seen = false;
  #stray = '';
  #ending = false;
  readonly #parser = createParser({
    onEvent: ({ data }) => this.#take(data),
    onError: ({ type, field, value, line }) => {
      if (this.fault !== undefined) return;
      // llama-box and others say `error: {…}`, as if it were a field of the format.
      if (type === 'unknown-field' && field === 'error') this.#values.push(errorField(value ?? ''));
      else if (this.#stray.length < LONGEST_STRAY) this.#stray += `${line ?? field ?? ''}\n`;
      else if (!this.#seen) this.fault = noStream(this.#stray);
    },
  });

  push(text: string): unknown[] {
    this.#parser.feed(text);
    return this.#taken();
  }

  end(): unknown[] {
    // A last event may lack its blank line, or be cut off.
    this.#ending = true;
    this.#parser.feed('\n\n');
    const body = parsed(this.#stray);
    if (typeof body === 'object' && body !== null) this.#values.push(body);
    const values = this.#taken();
    if (!this.#seen && this.#stray.trim() !== '') this.fault = noStream(this.#stray);
    return values;
  }

  #taken(): unknown[] {
    const values = this.#values;
    this.#values = [];
    this.#seen ||= values.length > 0;
    return values;
  }

  #take(data: string): void {
    const text = data.trim();
    if (text === '' || this.fault !== undefined) return;
    if (text === '[DONE]') {
      this.#values.push(DONE);
      return;
    }
    const value = parsed(text);
    if (value !== undefined) this.#values.push(value);
    // Two events glued into one line, or without the blank line between them.
    else if (GLUE.test(text)) for (const part of text.split(GLUE)) this.#take(part);
    else if (!this.#ending) this.fault = unreadable();
  }
}

function noStream(text: string): SwitchyardError {
  return new SwitchyardError('protocol', say('the answer is no stream: {0}', plainLine(text, LONGEST_QUOTE)));
}

function errorField(text: string): unknown {
  const value = parsed(text);
  return typeof value === 'object' && value !== null && 'error' in value ? value : { error: value ?? text };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
