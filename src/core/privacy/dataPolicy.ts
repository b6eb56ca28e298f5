/** What a provider does with what it is sent. What is absent is not known, and never taken for good. */
export interface DataPolicy {
  /** For how many days it is kept; 0: not beyond the answer. */
  readonly retentionDays?: number;
  /** Whether its models learn from it. */
  readonly trainsOnData?: boolean;
  /** Where it is kept, as two letters (`US`, `EU`, `CN`). */
  readonly region?: string;
}

/** A vendor's policy, and where and when it was read. */
export interface VendorPolicy extends DataPolicy {
  readonly source: string;
  /** `2026-11-22` */
  readonly readOn: string;
}

/** A policy and how it is known. */
export interface KnownPolicy extends DataPolicy {
  /** `local`: a server on this machine of which the user says nothing else: what is sent does not leave it. */
  readonly from: 'user' | 'vendor' | 'local' | 'unknown';
}

/** What a server on this machine comes to. */
export const LOCAL_POLICY: KnownPolicy = { from: 'local', retentionDays: 0, trainsOnData: false };
