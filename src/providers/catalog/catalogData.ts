/** Rates in US$ per million tokens: a number, or `[base, start, rate, …]` where more input than `start` costs `rate`. */
export type PackedRate = number | readonly number[];

/** Input, output, read from a cache, written to one of five minutes, of an hour, reasoning; null where unknown. */
export type PackedRates = readonly (PackedRate | null)[];

/** Rates of a while. The last one in force counts; the first has no condition. */
export interface PackedPeriod {
  readonly rates: PackedRates;
  /** From this day on, as `YYYY-MM-DD` in UTC. */
  readonly from?: string;
  /** Between these minutes of a day in UTC, the second one excluded. */
  readonly minutes?: readonly [number, number];
  /** Only on these days of the week, Sunday is 0. */
  readonly days?: readonly number[];
}

/** Names of a model besides its id, in lower case. */
export interface PackedNames {
  /** Exactly so. */
  readonly as?: readonly string[];
  /** With a snapshot's date behind. */
  readonly dated?: readonly string[];
  /** With a snapshot's date behind and the path of a resource before. */
  readonly within?: readonly string[];
}

/** What is known of a model; null and a missing end stand for unknown. */
export type PackedModel = readonly [
  price?: PackedRates | readonly PackedPeriod[] | null,
  contextWindow?: number | null,
  maxOutputTokens?: number | null,
  /** `t`ools, `j`son, `v`ision, `r`easoning, `p`refill, `c`ache. */
  capabilities?: string | null,
  more?: {
    readonly names?: PackedNames;
    /** The day it is shut down, or true for a model that is no longer recommended. */
    readonly gone?: string | true;
  },
];

/** The models of one vendor by their ids in lower case, in the order in which their names are tried. */
export interface PackedProvider {
  /** Vendors whose models it serves at their prices. */
  readonly also?: readonly string[];
  /** What its batch API costs as a share of the rates. */
  readonly batch?: number;
  readonly models: Readonly<Record<string, PackedModel>>;
}

/** The bundled catalogue as `scripts/catalogData.ts` writes it. */
export interface CatalogData {
  /** The packages it was made from. */
  readonly sources: readonly { readonly name: string; readonly version: string }[];
  readonly providers: Readonly<Record<string, PackedProvider>>;
}

/** Letters of `PackedModel`'s capabilities. */
export const CAPABILITY_LETTERS = {
  t: 'tools',
  j: 'json',
  v: 'vision',
  r: 'reasoning',
  p: 'prefill',
  c: 'cache',
} as const;
