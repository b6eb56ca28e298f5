import { type ParseError, parse as parseJson } from 'jsonc-parser';
import { Composer, type CST, type Document, isScalar, LineCounter, Parser, visit, type YAMLError } from 'yaml';
import { say } from '../../core/words.ts';
import { BringError } from './bringError.ts';

const MOST_CHARACTERS = 500_000;
const MOST_LEVELS = 60;
/** Anchors of a file with hundreds of models are used as often; an alias bomb multiplies far beyond. */
const MOST_ALIASES = 1000;

/**
 * The value of a YAML file (merge keys `<<` included) or of a JSON file with comments. Throws `BringError` for what is
 * neither, and for texts made to exhaust the reader.
 */
export function readYaml(source: string): unknown {
  const text = source.replace(/^\uFEFF/, '');
  if (text.length > MOST_CHARACTERS) throw new BringError(say('the file is too large to be a configuration'));
  if (text.trim() === '') throw new BringError(say('the file is empty'));
  try {
    return /^\s*(?:\/[/*]|\{)/.test(text) ? readJson(text) : readDocument(text);
  } catch (error) {
    if (error instanceof BringError) throw error;
    if (error instanceof RangeError) throw new BringError(say('the file is nested too deeply'));
    if (error instanceof ReferenceError) throw new BringError(aliasWords(error));
    throw error;
  }
}

function readJson(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parseJson(text, errors, { allowTrailingComma: true });
  const [fault] = errors;
  if (fault === undefined) return value;
  throw new BringError(say('line {0} is not JSON', text.slice(0, fault.offset).split('\n').length));
}

function readDocument(text: string): unknown {
  const lines = new LineCounter();
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  refuseBombs(tokens);
  // Messages of the package quote the file, which may hold keys: only its codes are used.
  const composer = new Composer({ merge: true, uniqueKeys: false, logLevel: 'silent', prettyErrors: false });
  const documents = [...composer.compose(tokens, true, text.length)];
  const [document] = documents;
  if (document === undefined) throw new BringError(say('the file is empty'));
  if (documents.length > 1) throw new BringError(say('the file holds several documents, it must be one'));
  const [fault] = document.errors;
  if (fault !== undefined) throw new BringError(faultWords(fault, lines));
  refuseDuplicates(document, lines);
  return document.toJS({ maxAliasCount: MOST_ALIASES });
}

/** The package needs minutes for a few kilobytes of collections within keys, and recurses into every level. */
function refuseBombs(tokens: readonly CST.Token[]): void {
  let level: unknown[] = tokens.map((token) => (token.type === 'document' ? token.value : undefined));
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) throw new BringError(say('the file is nested too deeply'));
    level = level.flatMap((token) => {
      const { items } = (token ?? {}) as { items?: readonly { key?: CST.Token | null; value?: CST.Token }[] };
      if (items === undefined) return [];
      if (items.some(({ key }) => key !== undefined && key !== null && 'items' in key)) {
        throw new BringError(say('a list or mapping stands where a key should be'));
      }
      return items.map(({ value }) => value);
    });
  }
}

/** Of two equal keys one is a mistake. The package's own check takes quadratic time. */
function refuseDuplicates(document: Document, lines: LineCounter): void {
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key) || key.value === '<<') continue;
        const { line } = lines.linePos(key.range?.[0] ?? 0);
        if (seen.has(key.value)) throw new BringError(say('line {0} repeats a key of the same mapping', line));
        seen.add(key.value);
      }
    },
  });
}

function faultWords({ code, pos }: YAMLError, lines: LineCounter): string {
  const { line } = lines.linePos(pos[0]);
  if (code === 'TAB_AS_INDENT') return say('line {0} is indented with a tab; YAML wants spaces', line);
  if (code === 'RESOURCE_EXHAUSTION') return say('the file is nested too deeply');
  return say('line {0} is not YAML', line);
}

function aliasWords({ message }: ReferenceError): string {
  return message.startsWith('Unresolved')
    ? say('an alias (*name) refers to no anchor (&name) before it')
    : say('its aliases multiply beyond measure');
}
