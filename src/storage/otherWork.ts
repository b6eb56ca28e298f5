/** Sources whose answers say nothing of how long those to questions are. */
export const OTHER_WORK: readonly string[] = ['title', 'guard', 'recognition', 'fireDrill', 'test'];
