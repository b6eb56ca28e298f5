import * as z from 'zod/mini';

/** Places an answer names: pages on the web, files and symbols of the workspace. */
export const LINK_TO_HOST = {
  'link/open': z.object({ href: z.string().check(z.maxLength(4000)) }),
} as const;

/** Which of them exist. */
export const LINK_TO_PANEL = {} as const;
