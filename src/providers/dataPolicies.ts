import type { VendorPolicy } from '../core/privacy/dataPolicy.ts';

const READ = '2026-11-22';

/**
 * What vendors say becomes of that which is sent to their API with an ordinary key, by preset. What depends on the plan or
 * on an agreement, and what was not found, is absent: then nothing is known of it, and nothing good assumed. A vendor
 * without a row (Moonshot, Zhipu, gateways, whatever the editor offers) is one of whom nothing was found.
 */
export const DATA_POLICIES: Readonly<Record<string, VendorPolicy>> = {
  openai: {
    retentionDays: 30,
    trainsOnData: false,
    source: 'https://developers.openai.com/api/docs/guides/your-data',
    readOn: READ,
  },
  anthropic: {
    retentionDays: 30,
    trainsOnData: false,
    source: 'https://privacy.claude.com/en/articles/7996866-how-long-do-you-store-my-organization-s-data',
    readOn: READ,
  },
  // Learns from what comes without payment, and not from what is paid for: a key does not tell which it is.
  google: { retentionDays: 55, source: 'https://ai.google.dev/gemini-api/docs/abuse-monitoring', readOn: READ },
  // Whether it learns from what comes through its API is told in two ways; how long it is kept is not told.
  deepseek: {
    region: 'CN',
    source: 'https://cdn.deepseek.com/policies/en-US/deepseek-privacy-policy.html',
    readOn: READ,
  },
  // Every model there has its own host with its own policy.
  openrouter: { source: 'https://openrouter.ai/docs/guides/privacy/provider-logging', readOn: READ },
  // The free plan learns unless told not to, the paid one does not: a key does not tell which it is.
  mistral: {
    source:
      'https://help.mistral.ai/en/articles/455207-can-i-opt-out-of-my-input-or-output-data-being-used-for-training',
    readOn: READ,
  },
  // Nothing is kept by default, but up to 30 days where a failure or abuse is looked into; training is not spoken of.
  groq: { retentionDays: 30, source: 'https://console.groq.com/docs/your-data', readOn: READ },
  // Kept until it is deleted unless the account says otherwise; training is an opt-in.
  together: { trainsOnData: false, source: 'https://docs.together.ai/docs/zero-data-retention', readOn: READ },
  xai: {
    retentionDays: 30,
    trainsOnData: false,
    source: 'https://docs.x.ai/developers/faq/security',
    readOn: READ,
  },
  // The international endpoint keeps it in Singapore; for how long is not told.
  qwen: { region: 'SG', source: 'https://www.alibabacloud.com/help/en/model-studio/regions', readOn: READ },
  // On one's own machine, and asks whomever it was told to ask.
  litellm: { source: 'https://docs.litellm.ai/docs/proxy/user_keys', readOn: READ },
  // The region is that of one's own resource.
  azure: {
    retentionDays: 30,
    trainsOnData: false,
    source: 'https://learn.microsoft.com/en-us/legal/cognitive-services/openai/data-privacy',
    readOn: READ,
  },
};
