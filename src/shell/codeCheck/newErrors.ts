import type * as vscode from 'vscode';

/** What a language service says of a text, as far as it is compared. */
export type Said = Pick<vscode.Diagnostic, 'message' | 'code' | 'severity' | 'range'>;

const ERROR = 0;

/**
 * TypeScript's words for a module, a global or its types that it does not find: a scratch document is no member of its
 * project, so that this tells nothing of the code.
 */
const NOT_OF_THE_CODE: ReadonlySet<string> = new Set(
  '1259 2306 2307 2580 2581 2582 2583 2584 2591 2592 2593 2686 2688 2732 2792 2867 2868 5097 7016'.split(' '),
);

/** The errors that a proposed text has and the original has not; of several alike those beyond the original's number. */
export function newErrors(original: readonly Said[], proposed: readonly Said[]): readonly Said[] {
  const known = new Map<string, number>();
  for (const one of original.filter(counts)) known.set(keyOf(one), (known.get(keyOf(one)) ?? 0) + 1);
  return proposed.filter(counts).filter((one) => {
    const left = known.get(keyOf(one)) ?? 0;
    known.set(keyOf(one), left - 1);
    return left <= 0;
  });
}

function counts(one: Said): boolean {
  return one.severity === ERROR && !NOT_OF_THE_CODE.has(codeOf(one));
}

/** Lines move when code is changed: the words and the code are what makes an error the same. */
function keyOf(one: Said): string {
  return `${codeOf(one)} ${one.message}`;
}

function codeOf({ code }: Said): string {
  return String(typeof code === 'object' ? code.value : (code ?? ''));
}
