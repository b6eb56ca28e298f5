/**
 * The page of each vendor where credit is added or a card is given, by preset. A vendor whose page was not found has none:
 * the page where its keys are made stands in for it.
 */
export const BILLING_PAGES: Readonly<Record<string, string>> = {
  openai: 'https://platform.openai.com/settings/organization/billing',
  anthropic: 'https://platform.claude.com/settings/billing',
  // ai.google.dev/gemini-api/docs/billing names it.
  google: 'https://aistudio.google.com/billing',
  deepseek: 'https://platform.deepseek.com/top_up',
  // What its own error of an empty account names.
  openrouter: 'https://openrouter.ai/settings/credits',
  mistral: 'https://admin.mistral.ai/organization/billing',
  // What its own error of a used-up plan names.
  groq: 'https://console.groq.com/settings/billing',
  // What its own error of an empty account names.
  together: 'https://api.together.ai/settings/billing',
  xai: 'https://console.x.ai/team/default/billing',
  moonshot: 'https://platform.moonshot.ai/console/pay',
  // docs.z.ai/guides/overview/quick-start names it.
  zhipu: 'https://z.ai/manage-apikey/billing',
};
