/** Stands for every text of our own that models are sent; a test says what it must be when one of them changes. */
export const PROMPTS_VERSION = '8f9ab450';
