import type { Endpoint, SecretRef } from './endpoint.ts';
import type { Section } from './section.ts';

const SECRET_NAME = /auth|cookie|token|secret|key|pass|credential|session|signature/i;
/** Long, of one piece, with letters and digits: no word, no version, no address. */
const SECRET_VALUE = /^(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9+/=_.~-]{20,}$/;
const BEARER = /^bearer\s+/i;

/** A reference to a secret within a text, with the text around it. */
export interface Reference {
  readonly before: string;
  readonly ref: SecretRef;
  readonly after: string;
}

/** Headers as settings hold them, and the secrets taken out of them. */
export interface Headers {
  readonly headers: Record<string, string>;
  readonly secrets: NonNullable<Endpoint['secrets']>[number][];
  /** The key of an `Authorization: Bearer …`, which is no header here. */
  readonly bearer?: SecretRef;
}

/**
 * Reads headers; every value that is a secret, looks like one or belongs to a header that carries one is replaced by
 * `${secret:NAME}`. With `takeBearer` a bearer token becomes the provider's key.
 */
export function headersOf(
  section: Section,
  { referenceIn, takeBearer }: { referenceIn: (text: string) => Reference | undefined; takeBearer: boolean },
): Headers {
  const found: Headers = { headers: {}, secrets: [] };
  let bearer: SecretRef | undefined;
  for (const name of section.keys) {
    const text = section.text(name);
    if (text === undefined) continue;
    const secret = referenceIn(text) ?? literalSecret(name, text, section.at(name));
    if (secret === undefined) found.headers[name] = text;
    else if (takeBearer && /^authorization$/i.test(name) && BEARER.test(secret.before)) bearer = secret.ref;
    else {
      const id = secretNameOf(secret.ref.source, name);
      found.headers[name] = `${secret.before}\${secret:${id}}${secret.after}`;
      found.secrets.push({ secret: id, ...secret.ref });
    }
  }
  return bearer === undefined ? found : { ...found, bearer };
}

function literalSecret(name: string, text: string, source: string): Reference | undefined {
  const before = BEARER.exec(text)?.[0] ?? '';
  const value = text.slice(before.length);
  return SECRET_NAME.test(name) || SECRET_VALUE.test(value) ? { before, ref: { source, value }, after: '' } : undefined;
}

/** The name of a header's secret: a variable keeps its own, a value of the file is called after its header. */
export function secretNameOf(source: string, header: string): string {
  return /^\w+$/.test(source) ? source : header.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}
