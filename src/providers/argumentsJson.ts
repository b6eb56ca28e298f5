/** A tool call's arguments as a JSON text that vendors take back: an empty or broken one becomes `{}`. */
export function argumentsJson(text: string): string {
  return isObjectJson(text) ? text : '{}';
}

/** The same as an object. */
export function argumentsObject(text: string): Readonly<Record<string, unknown>> {
  return JSON.parse(argumentsJson(text));
}

function isObjectJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
