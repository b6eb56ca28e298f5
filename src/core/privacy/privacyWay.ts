/** How a question that nobody may have could be sent after all, if its reader wants that. */
export const PRIVACY_WAYS = ['redacted', 'anyway'] as const;
export type PrivacyWay = (typeof PRIVACY_WAYS)[number];
