import * as z from 'zod/mini';

/** The theme's colours as `#rrggbb`, by the name of the editor's colour. */
const colors = z.record(z.string(), z.string().check(z.regex(/^#[0-9a-f]{6}$/)));

/** What the panel asks of the diagram frame. */
export const drawSchema = z.object({
  id: z.number(),
  source: z.string(),
  look: z.object({ colors, dark: z.boolean(), fontFamily: z.string(), fontSize: z.number() }),
});
export type DrawRequest = z.infer<typeof drawSchema>;
export type DiagramLook = DrawRequest['look'];

/** What comes back: a picture that can stand alone, or why there is none. The frame runs a model's text: it is not trusted. */
export const drawnSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('drawn'),
    id: z.number(),
    svg: z.string().check(z.maxLength(3_000_000), z.startsWith('<svg')),
    width: z.number().check(z.positive(), z.maximum(100_000)),
    height: z.number().check(z.positive(), z.maximum(100_000)),
    /** What the diagram's author wrote for those who cannot see it; empty where nothing was written. */
    title: z.string().check(z.maxLength(10_000)),
  }),
  z.object({ outcome: z.literal('broken'), id: z.number(), reason: z.string().check(z.maxLength(2000)) }),
]);
export type Drawn = z.infer<typeof drawnSchema>;
