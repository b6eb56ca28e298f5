/**
 * Finish reasons by the number that `enum-encoding=int` sends instead of the name. From 6 on Vertex AI and the Gemini
 * API disagree; these are Vertex AI's, whose clients are the ones that ask for numbers
 * (github.com/googleapis/googleapis, google/cloud/aiplatform/v1/content.proto).
 */
const BY_NUMBER = [
  'FINISH_REASON_UNSPECIFIED',
  'STOP',
  'MAX_TOKENS',
  'SAFETY',
  'RECITATION',
  'OTHER',
  'BLOCKLIST',
  'PROHIBITED_CONTENT',
  'SPII',
  'MALFORMED_FUNCTION_CALL',
];

/** The name of a finish reason or a block reason; undefined while there is none. */
export function finishReasonName(raw: string | number | null | undefined): string | undefined {
  const name = typeof raw === 'number' ? (BY_NUMBER[raw] ?? String(raw)) : raw;
  return !name || name.endsWith('_UNSPECIFIED') ? undefined : name;
}
