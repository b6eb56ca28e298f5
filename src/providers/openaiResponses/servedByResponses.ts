/**
 * Whether a model of a vendor that speaks both of OpenAI's dialects is asked through Responses: `responsesModels` is the
 * source of a regular expression over the vendor's model names.
 */
export function servedByResponses(
  modelName: string,
  { responsesModels }: { readonly responsesModels?: string },
): boolean {
  return responsesModels !== undefined && new RegExp(responsesModels).test(modelName);
}
