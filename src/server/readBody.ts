import type { IncomingMessage } from 'node:http';
import { ApiError } from './apiError.ts';
import type { Limits } from './limits.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the bodies of requests within the limits, of each and of all together. */
export class BodyReader {
  readonly #limits: Limits;
  #held = 0;

  constructor(limits: Limits) {
    this.#limits = limits;
  }

  /** A body as JSON. Rejects with an `ApiError`; with undefined where the client hung up. */
  async read(request: IncomingMessage): Promise<unknown> {
    const type = request.headers['content-type'] ?? '';
    if (!/^application\/json *(;|$)/i.test(type)) {
      throw new ApiError(415, { message: 'The body must be application/json.', code: 'unsupported_media_type' });
    }
    const encoding = request.headers['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      throw new ApiError(415, { message: `The body must not be encoded (${encoding}).`, code: 'unsupported_encoding' });
    }
    return parse(await this.#bytes(request), this.#limits.depth);
  }

  #bytes(request: IncomingMessage): Promise<Buffer> {
    const { bodyBytes, allBodiesBytes } = this.#limits;
    const chunks: Buffer[] = [];
    let size = 0;
    return new Promise<Buffer>((resolve, reject) => {
      const take = (chunk: Buffer) => {
        size += chunk.length;
        this.#held += chunk.length;
        if (size > bodyBytes) reject(tooLarge(bodyBytes));
        else if (this.#held > allBodiesBytes) reject(tooMuch());
        else chunks.push(chunk);
      };
      // Told at once, where the client says how much it is going to send.
      if (Number(request.headers['content-length'] ?? 0) > bodyBytes) return reject(tooLarge(bodyBytes));
      request.on('data', take);
      request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
      request.once('close', () => reject(undefined));
    }).finally(() => {
      this.#held -= size;
      size = 0;
      // What still comes is let by, so that the client gets to read the refusal.
      request.removeAllListeners('data').resume();
    });
  }
}

function parse(bytes: Buffer, depth: number): unknown {
  let value: unknown;
  try {
    value = JSON.parse(utf8.decode(bytes));
  } catch {
    // The parser's own words would quote the body.
    throw ApiError.bad('The body is not valid JSON in UTF-8.', null, 'invalid_json');
  }
  if (isDeeper(value, depth)) throw ApiError.bad('The body is nested too deeply.', null, 'invalid_json');
  return value;
}

function isDeeper(value: unknown, most: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

function tooLarge(most: number): ApiError {
  const message = `The body is larger than ${most / 1024 / 1024} MB.`;
  return new ApiError(413, { message, code: 'request_too_large' }, { connection: 'close' });
}

function tooMuch(): ApiError {
  const message = 'Too many large requests at once.';
  return new ApiError(503, { message, code: 'server_busy' }, { connection: 'close', 'retry-after': '1' });
}
