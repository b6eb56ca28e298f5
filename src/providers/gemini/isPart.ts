/** A part of a turn in Gemini's own form. */
export type Part = Readonly<Record<string, unknown>>;

const OBJECTS = [
  'functionCall',
  'inlineData',
  'fileData',
  'executableCode',
  'codeExecutionResult',
  'toolCall',
  'toolResponse',
];

/** Whether a value is a part that Gemini takes back: it refuses those without any of the data it knows. */
export function isPart(value: unknown): value is Part {
  if (typeof value !== 'object' || value === null) return false;
  const part = value as Part;
  return typeof part.text === 'string' || OBJECTS.some((name) => typeof part[name] === 'object' && part[name] !== null);
}
