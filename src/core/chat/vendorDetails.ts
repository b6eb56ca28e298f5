/** What a vendor says of an answer beyond what the core works with; kept for *Show Route*. */
export interface VendorDetails {
  /** What the vendor's support asks for. */
  readonly requestId?: string;
  /** The answer's own id, by which some vendors tell its price later. */
  readonly responseId?: string;
  /** The model that really answered. */
  readonly model?: string;
  /** The finish reason in the vendor's words. */
  readonly finishReason?: string;
  /** What the vendor says of it. */
  readonly finishMessage?: string;
  readonly systemFingerprint?: string;
  readonly serviceTier?: string;
  /** The usage exactly as it was sent. */
  readonly usage?: unknown;
  /** The vendor's total where it is not the sum of the parts. */
  readonly claimedTotalTokens?: number;
}
