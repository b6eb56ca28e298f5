import * as z from 'zod';
import { type Budget, ON_LIMIT, UNKNOWN_PRICE } from '../core/accounting/budget.ts';
import { nanoFromUsd } from '../core/accounting/price.ts';
import { issueWords } from '../core/issueWords.ts';
import { say } from '../core/words.ts';
import { explainedEnum } from './enumWords.ts';

const usd = z.number().min(0).max(1_000_000);

/** A budget as it is written. */
export const budgetSchema = z.strictObject({
  monthlyUsd: usd.optional().describe('US$ for a calendar month.'),
  dailyUsd: usd.optional().describe('US$ for a day.'),
  chatUsd: usd.optional().describe('US$ for one chat, however long it gets.'),
  requestUsd: usd.optional().describe('US$ for one request with everything that is tried for it.'),
  warnAt: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe(
      'The share of a limit at which the status bar changes its colour and one notification comes. Default 0.8.',
    ),
  onLimit: explainedEnum(ON_LIMIT, {
    block: 'The request is refused.',
    downgrade:
      'The cheapest model that can take the request and fits into what is left is asked instead; a model chosen by hand is never replaced.',
    ask: 'You are asked whether the limit may be passed; where nobody can be asked, the request is refused.',
  })
    .optional()
    .describe('What happens to a request that could pass a limit. Default block.'),
  unknownPrice: explainedEnum(UNKNOWN_PRICE, {
    forbid: 'It is not asked.',
    ask: 'You are asked for its price once; where nobody can be asked, the model is not.',
    allow: 'It is asked, and counts nothing.',
  })
    .optional()
    .describe('What happens to a model whose price is not known while there is a limit. Default ask.'),
  serverShare: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe('The share of month and day that requests through the local server may use. Default 1: all of it.'),
});

/** A budget as it is written, field by field: what is unusable or absent is undefined. */
export type BudgetSetting = z.output<typeof budgetSchema>;
type Field = keyof BudgetSetting;

const LIMITS = ['monthlyUsd', 'dailyUsd', 'chatUsd', 'requestUsd'] as const satisfies readonly Field[];
const DEFAULTS = { warnAt: 0.8, onLimit: 'block', unknownPrice: 'ask', serverShare: 1 } as const;

interface Problem {
  readonly key: string;
  readonly message: string;
}

/** Reads one place's budget: a bad field is named and left out, and takes no other along. */
export function readBudget(raw: unknown, report: (problem: Problem) => void): BudgetSetting {
  if (raw === undefined) return {};
  const key = 'switchyard.budget';
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) {
    report({ key, message: say('must be an object') });
    return {};
  }
  const good = Object.entries(raw).filter(([name, value]) => {
    const field = budgetSchema.shape[name as Field];
    if (!Object.hasOwn(budgetSchema.shape, name) || field === undefined) {
      report({
        key: `${key}.${name}`,
        message: say('unknown; use one of {0}', Object.keys(budgetSchema.shape).join(', ')),
      });
      return false;
    }
    const { error } = field.safeParse(value);
    const [issue] = error?.issues ?? [];
    if (issue === undefined) return true;
    const message = issueWords(issue);
    const isLimit = name.endsWith('Usd');
    report({ key: `${key}.${name}`, message: isLimit ? say('{0}; this limit is not kept', message) : message });
    return false;
  });
  return Object.fromEntries(good) as BudgetSetting;
}

/** A budget with another's fields where they are stricter; those that would loosen it are named and have no effect. */
export function tightenBudget(
  own: BudgetSetting,
  other: BudgetSetting,
  report: (problem: Problem) => void,
): BudgetSetting {
  const tight: Record<string, unknown> = { ...own };
  for (const [name, value] of Object.entries(other) as [Field, never][]) {
    const counts = own[name] ?? (DEFAULTS as BudgetSetting)[name];
    const rank = (one: unknown) => strictness(name, one);
    if (counts === undefined || rank(value) > rank(counts)) tight[name] = value;
    else if (rank(value) < rank(counts)) {
      const message = say('a workspace can only tighten the budget: {0} is ignored, {1} counts', value, counts);
      report({ key: `switchyard.budget.${name}`, message });
    }
  }
  return tight as BudgetSetting;
}

/** The budget in force; undefined without any limit, whatever else is set. */
export function budgetOf(setting: BudgetSetting): Budget | undefined {
  if (LIMITS.every((name) => setting[name] === undefined)) return undefined;
  const { monthlyUsd, dailyUsd, chatUsd, requestUsd, ...rest } = setting;
  const nano = (name: string, value: number | undefined) => (value === undefined ? {} : { [name]: nanoFromUsd(value) });
  return {
    ...DEFAULTS,
    ...(rest as Partial<Budget>),
    ...nano('monthNano', monthlyUsd),
    ...nano('dayNano', dailyUsd),
    ...nano('chatNano', chatUsd),
    ...nano('requestNano', requestUsd),
  };
}

/** The higher the stricter: less money, an earlier warning, and for a choice its place from the end. */
function strictness(name: Field, value: unknown): number {
  if (name === 'onLimit') return -ON_LIMIT.indexOf(value as never);
  if (name === 'unknownPrice') return -UNKNOWN_PRICE.indexOf(value as never);
  return -Number(value);
}
