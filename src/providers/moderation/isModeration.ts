/** Whether a model is one of OpenAI's for `/moderations`, which judges instead of answering. */
export function isModeration(modelName: string): boolean {
  return /(?:^|\/)(?:omni|text)-moderation/.test(modelName);
}
