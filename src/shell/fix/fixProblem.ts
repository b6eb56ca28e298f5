import { problemAt } from './problemAt.ts';
import { type Fixer, proposeFix } from './proposeFix.ts';

/** Proposes a correction of what a quick fix was chosen for, else of what is reported at the cursor. */
export async function fixProblem(fixer: Fixer, where: readonly unknown[]): Promise<void> {
  const problem = await problemAt(where);
  if (problem !== undefined) await proposeFix(fixer, problem);
}
