/** How a benchmark's row ran its model, as its name tells; what comes first is nearest to what a model does by itself. */
const EFFORTS: readonly RegExp[] = [
  /-\(?medium\)?(?:-effort)?$/,
  /^(?!.*(?:think|reason|effort|high|low$|minimal|base$|\())(?!.*(?<!qwen[\d-]*)-max$)/,
  /-(?:base|nothinking|non-reasoning)$|no-think|\(chat\)$/,
  /-\(?low\)?(?:-effort)?$/,
  /-\(?high\)?(?:-effort)?$|highthinking$|default/,
  /.*/,
];

const EFFORT_WORDS =
  /(?:-(?:thinking|reasoning|reasoner|non|auto|base|nothinking|highthinking|minimal|low|medium|high|xhigh|(?<!qwen[\d-]*-)max|\d+k|effort))+$|-?\(.*?\)|,.*$/g;

/** A row's name without how its model was run. */
export function withoutEffort(plain: string): string {
  return plain.replace(EFFORT_WORDS, '').replace(/-+$/, '');
}

/** How far a row is from what a model does when nobody asks it for more or less thinking; 0 is nearest. */
export function effortRank(plain: string): number {
  return EFFORTS.findIndex((pattern) => pattern.test(plain));
}
