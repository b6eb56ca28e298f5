/** One thing that is held against what happened. Seconds are of the scenario's own clock. */
export type Check = (
  | { readonly kind: 'noHang' }
  | { readonly kind: 'complete' }
  /** Fails only where a truncated answer passes for a success. */
  | { readonly kind: 'noTruncatedSuccess' }
  | { readonly kind: 'primaryAtLeast'; readonly value: number }
  | { readonly kind: 'primaryAtMost'; readonly value: number }
  | { readonly kind: 'primaryExactly'; readonly value: number }
  /** Between the first and the second attempt on the primary. */
  | { readonly kind: 'firstGapAtLeastS'; readonly value: number }
  | { readonly kind: 'primaryWithin'; readonly windowS: number; readonly value: number }
  | { readonly kind: 'wallAtMostS'; readonly value: number }
  /** A healthy request afterwards is answered. */
  | { readonly kind: 'aliveAfter' }
  | { readonly kind: 'fallbackUsed' }
  | { readonly kind: 'reportedModelIsFallback' }
  | { readonly kind: 'usagePresent' }
  /** Fails where the caller's last word is the fallback's refusal of a prefill. */
  | { readonly kind: 'noPrefillMasking' }
  | { readonly kind: 'servedDuringOutage' }
  | { readonly kind: 'recoveredWithinS'; readonly value: number }
  | { readonly kind: 'probeDiscipline' }
) & {
  /** Required by default; a failing advisory check makes a pass a partial one, an informational one nothing. */
  readonly weight?: 'advisory' | 'informational';
};

export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly model: string;
  readonly fallback: string;
  /** What a caller should get in the end. */
  readonly ideal: 'success' | 'error';
  /** After so long it counts as a hang. */
  readonly mostS: number;
  /** Several requests, one after the other, from the wall's reset on. */
  readonly sequence?: Readonly<Record<'fast' | 'full', Sequence>>;
  readonly checks: readonly Check[];
}

interface Sequence {
  readonly count: number;
  readonly intervalS: number;
  readonly mostS: number;
}

const OK = { fallback: 'fb-ok', ideal: 'success' } as const;

/**
 * The sixteen scenarios of Failover Bench and their machine checks, from `scenarios/catalogue.yaml` of
 * github.com/failoverbench/failoverbench, methodology 0.1.
 */
export const SCENARIOS: readonly Scenario[] = [
  {
    ...OK,
    id: 'S01',
    title: '429 with Retry-After',
    model: 'fb-s01-429-retry-after',
    mostS: 20,
    checks: [
      { kind: 'primaryAtLeast', value: 2, weight: 'advisory' },
      { kind: 'firstGapAtLeastS', value: 1.8, weight: 'advisory' },
      { kind: 'primaryWithin', windowS: 1.5, value: 2 },
    ],
  },
  {
    ...OK,
    id: 'S02',
    title: '429 for ever',
    model: 'fb-s02-429-persistent',
    mostS: 40,
    checks: [{ kind: 'primaryWithin', windowS: 3, value: 4 }, { kind: 'primaryAtMost', value: 6 }, { kind: 'noHang' }],
  },
  {
    ...OK,
    id: 'S03',
    title: '500 once',
    model: 'fb-s03-500-then-200',
    mostS: 20,
    checks: [{ kind: 'noHang' }, { kind: 'primaryAtLeast', value: 2, weight: 'advisory' }],
  },
  {
    ...OK,
    id: 'S04',
    title: '503 for ever',
    model: 'fb-s04-503-persistent',
    mostS: 40,
    checks: [{ kind: 'primaryAtMost', value: 6 }, { kind: 'noHang' }],
  },
  {
    ...OK,
    id: 'S05',
    title: 'TCP reset before the headers',
    model: 'fb-s05-reset',
    mostS: 20,
    checks: [{ kind: 'noHang' }],
  },
  {
    ...OK,
    id: 'S06',
    title: 'no response at all',
    model: 'fb-s06-no-response',
    mostS: 130,
    checks: [
      { kind: 'wallAtMostS', value: 100 },
      { kind: 'noHang' },
      { kind: 'primaryAtMost', value: 1, weight: 'advisory' },
    ],
  },
  {
    ...OK,
    id: 'S07',
    title: 'slow first token',
    model: 'fb-s07-slow-ttft',
    mostS: 60,
    checks: [{ kind: 'noHang' }, { kind: 'wallAtMostS', value: 15, weight: 'advisory' }],
  },
  {
    ...OK,
    id: 'S08',
    title: 'stream cut in the middle',
    model: 'fb-s08-stream-cut',
    mostS: 40,
    checks: [{ kind: 'noTruncatedSuccess' }, { kind: 'noHang' }],
  },
  {
    ...OK,
    id: 'S09',
    title: 'stream stalls',
    model: 'fb-s09-stream-stall',
    mostS: 70,
    checks: [
      { kind: 'wallAtMostS', value: 45 },
      { kind: 'noTruncatedSuccess' },
      { kind: 'aliveAfter' },
      { kind: 'noHang' },
    ],
  },
  {
    ...OK,
    id: 'S10',
    title: 'malformed chunk',
    model: 'fb-s10-malformed-chunk',
    mostS: 30,
    checks: [
      { kind: 'aliveAfter' },
      { kind: 'noTruncatedSuccess' },
      { kind: 'noHang' },
      { kind: 'complete', weight: 'advisory' },
    ],
  },
  {
    ...OK,
    id: 'S11',
    title: 'end without [DONE]',
    model: 'fb-s11-no-done',
    mostS: 30,
    checks: [
      { kind: 'wallAtMostS', value: 8 },
      { kind: 'usagePresent', weight: 'advisory' },
    ],
  },
  {
    ...OK,
    id: 'S12',
    title: 'context length exceeded',
    model: 'fb-s12-context-length',
    mostS: 20,
    checks: [{ kind: 'primaryExactly', value: 1 }, { kind: 'noHang' }],
  },
  {
    ...OK,
    id: 'S13',
    title: 'refused by a content filter',
    model: 'fb-s13-content-filter',
    ideal: 'error',
    mostS: 20,
    checks: [
      { kind: 'primaryExactly', value: 1 },
      { kind: 'noHang' },
      { kind: 'fallbackUsed', weight: 'informational' },
    ],
  },
  {
    ...OK,
    id: 'S14',
    title: 'the fallback refuses a prefill',
    model: 'fb-s14-stream-cut',
    fallback: 'fb-ok-noprefill',
    mostS: 40,
    checks: [{ kind: 'noPrefillMasking' }, { kind: 'noTruncatedSuccess' }],
  },
  {
    ...OK,
    id: 'S15',
    title: 'down for a while, then healthy',
    model: 'fb-s15-flap',
    mostS: 200,
    sequence: {
      full: { count: 20, intervalS: 4, mostS: 30 },
      fast: { count: 10, intervalS: 1.2, mostS: 10 },
    },
    checks: [
      { kind: 'noHang' },
      { kind: 'servedDuringOutage' },
      { kind: 'recoveredWithinS', value: 30 },
      { kind: 'probeDiscipline', weight: 'informational' },
    ],
  },
  {
    ...OK,
    id: 'S16',
    title: 'who answered, and at what use',
    model: 'fb-s16-503-persistent',
    mostS: 40,
    checks: [
      { kind: 'reportedModelIsFallback' },
      { kind: 'usagePresent', weight: 'advisory' },
      { kind: 'primaryAtMost', value: 6 },
    ],
  },
];
