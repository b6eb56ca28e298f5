/** One row of a figure's report: a value, or a ratio against the reference that was measured beside it. */
export interface Value {
  readonly label: string;
  readonly value: number;
  readonly unit: string;
}

/** What a ratio or a difference was hoped to be; `met` tells of this run only, nothing fails when it is not. */
export interface Aim {
  readonly what: string;
  readonly value: number;
  readonly atMost: number;
  readonly unit: string;
  readonly met: boolean;
}

/** A measured figure as plain data. */
export interface Figure {
  readonly name: string;
  /** What is compared with what, in one sentence. */
  readonly about: string;
  readonly values: readonly Value[];
  readonly aims: readonly Aim[];
  /** What has no number. */
  readonly notes?: readonly string[];
}

/** A figure that could not be measured here. */
export interface SkippedFigure {
  readonly name: string;
  readonly skipped: string;
}

/** What may be asked of a measurement on the command line. */
export interface BenchOptions {
  /** Of what is drawn by chance: the same again. */
  readonly seed?: number;
  /** At full length where a shorter run is usual. */
  readonly full?: boolean;
  /** A clone of github.com/WildEval/ZeroEval: what the models of the routing figure really said. */
  readonly answers?: string;
}

/** Tells how a measurement gets on. */
export type Progress = (line: string) => void;

/** An aim and whether this run reached it. */
export function aim(what: string, value: number, atMost: number, unit: string): Aim {
  return { what, value: rounded(value), atMost, unit, met: value <= atMost };
}

/** A row of the report, rounded to what was really measured. */
export function row(label: string, value: number, unit: string): Value {
  return { label, value: rounded(value), unit };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
