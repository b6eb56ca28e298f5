import * as z from 'zod/mini';

/** The theme the panel is shown in. */
export const COLORS_TO_HOST = {
  /** By the name that the editor's settings know it by; answered with `code/colors`, now and when its colours change. */
  'code/theme': z.object({ theme: z.string().check(z.maxLength(500)) }),
} as const;

const colorSchema = z.object({
  /** A class of highlighted code without `hljs-`, and a second one behind a dot. */
  token: z.string().check(z.regex(/^[a-z_-]+(?:\.[a-z_]+)?$/)),
  /** The one grammar it is meant for. */
  grammar: z.optional(z.string().check(z.regex(/^[a-z]+$/))),
  /** Null: as the code around it. */
  color: z.nullable(z.string().check(z.regex(/^#[\da-f]{3,8}$/i))),
  /** Of `italic bold underline strikethrough`, by blanks. */
  fontStyle: z.string(),
});
export type CodeColor = z.infer<typeof colorSchema>;

/** How that theme colours code. */
export const COLORS_TO_PANEL = {
  /** All of them; none where the theme's file is not to be had. */
  'code/colors': z.object({ colors: z.array(colorSchema) }),
} as const;
