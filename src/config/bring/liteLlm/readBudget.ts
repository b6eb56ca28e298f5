import { say } from '../../../core/words.ts';
import type { SetupDraft } from '../draft.ts';
import type { Section } from '../section.ts';

/** The budget of the whole proxy (docs.litellm.ai/docs/proxy/users): a day's or a month's, others are noted. */
export function readBudget(settings: Section, draft: SetupDraft): void {
  const usd = settings.number('max_budget');
  const duration = settings.text('budget_duration');
  if (usd === undefined) return;
  const days = daysOf(duration ?? '');
  const key = days === 1 ? 'dailyUsd' : days !== undefined && days >= 28 && days <= 31 ? 'monthlyUsd' : undefined;
  if (key === undefined) {
    const todo = say('set "switchyard.budget"');
    draft.notes.add(settings.at('max_budget'), usd, { why: say('a budget is for a day or a month'), todo });
  } else Object.assign(draft.budget, { [key]: usd, onLimit: 'block' });
}

/** `30d`, `1mo`, `24h` as days; undefined for what is no such duration. */
function daysOf(duration: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(s|m|h|d|mo)$/.exec(duration);
  const unit = { s: 1 / 86_400, m: 1 / 1440, h: 1 / 24, d: 1, mo: 30 }[match?.[2] ?? ''];
  return match === null || unit === undefined ? undefined : Number(match[1]) * unit;
}
