import * as z from 'zod/mini';

/** How many names an answer's block may ask about at once. */
export const MOST_PLACES = 100;
const place = z.string().check(z.maxLength(400));

/** Places an answer names: pages on the web, files and symbols of the workspace. */
export const LINK_TO_HOST = {
  'link/open': z.object({ href: z.string().check(z.maxLength(4000)) }),
  /** Which of these names are files or symbols of the workspace? Answered with `place/known`. */
  'place/find': z.object({ names: z.array(place).check(z.maxLength(MOST_PLACES)) }),
  /** Shows the place in the editor, in the group beside when `beside`. */
  'place/open': z.object({ name: place, beside: z.boolean() }),
} as const;

/** Which of them exist. */
export const LINK_TO_PANEL = {
  'place/known': z.object({
    asked: z.array(z.string()),
    /** Those that are there, with what the tooltip says. */
    found: z.array(z.object({ name: z.string(), detail: z.string() })),
  }),
} as const;
