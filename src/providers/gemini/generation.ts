/**
 * The generation that a model's name tells: 2.5, 3, 3.8, …; the newest one for an alias such as `gemini-flash-latest`
 * (ai.google.dev/gemini-api/docs/models, model version name patterns), 0 for a name that is no Gemini's.
 */
export function generationOf(modelName: string): number {
  const [, version] = /gemini(?:-(\d+(?:\.\d+)?))?/i.exec(modelName) ?? [undefined, '0'];
  return version === undefined ? Number.POSITIVE_INFINITY : Number(version);
}
