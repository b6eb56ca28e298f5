import * as z from 'zod';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { say } from '../../core/words.ts';
import type { Ask } from './bill.ts';

const MOST_PAGES = 50;

/** All results of an account by days that comes in pages, as OpenAI and Anthropic write it. Throws `protocol`. */
export async function dailyPages<T extends z.ZodType>(ask: Ask, path: string, result: T): Promise<z.output<T>[]> {
  const pageWire = z.object({
    data: z.array(z.object({ results: z.array(result) })),
    has_more: z.boolean().nullish(),
    next_page: z.string().nullish(),
  });
  const results: z.output<T>[] = [];
  let page: string | null | undefined;
  for (let count = 0; count < MOST_PAGES; count++) {
    const parsed = pageWire.safeParse(await ask(page == null ? path : `${path}&page=${encodeURIComponent(page)}`));
    if (!parsed.success) throw new SwitchyardError('protocol', say('its account could not be read'));
    results.push(...parsed.data.data.flatMap((day) => day.results));
    page = parsed.data.next_page;
    if (!parsed.data.has_more || page == null) break;
  }
  return results;
}
