/** The eleven kinds of request Switchyard tells apart; their meaning is fixed by the public interface. */
export const TASKS = [
  'code',
  'fix',
  'test',
  'review',
  'explain',
  'summarize',
  'write',
  'translate',
  'extract',
  'reason',
  'chat',
] as const;
export type Task = (typeof TASKS)[number];

/** How capable a model has to be: any small one will do, an ordinary one, or the best. */
export const DIFFICULTIES = ['simple', 'moderate', 'complex'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];
