import * as vscode from 'vscode';
import type { Standing } from '../../core/accounting/budget.ts';
import { limitWords } from '../../core/accounting/budgetWords.ts';
import { type Price, rateFromUsd } from '../../core/accounting/price.ts';
import type { Model } from '../../core/models/model.ts';
import type { BudgetDesk } from '../../core/ports/budgetTools.ts';
import { askText } from '../picks.ts';
import { warn } from '../tell.ts';
import { passingWords } from './limitNotice.ts';

/** Where it is kept which models may be asked without a price, and which may not. */
const DECIDED = 'budget.unknownPrices';

type Decided = Readonly<Record<string, 'allow' | 'no'>>;

/** Asks whoever sits in front of the editor about money. */
export class EditorBudgetDesk implements BudgetDesk {
  readonly #memento: vscode.Memento;
  /** The questions that are open, by their model: whoever asks meanwhile gets the same answer. */
  readonly #asking = new Map<string, Promise<Price | 'allow' | 'no'>>();

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  async mayPass(limit: Standing, signal: AbortSignal): Promise<'once' | 'today' | 'no'> {
    const { t } = vscode.l10n;
    const once = t('This Once');
    const today = t('Until Tomorrow');
    const asked = warn(
      t('This request would pass {0}.', limitWords(limit.name)),
      {
        modal: true,
        detail: passingWords(limit),
      },
      once,
      today,
    );
    const choice = await unlessStopped(asked, signal);
    if (choice === undefined) return 'no';
    return choice === today ? 'today' : 'once';
  }

  /** Asks once for each model: a price becomes its entry in the user's settings, any other answer is remembered. */
  async priceOf(model: Model, signal: AbortSignal): Promise<Price | 'allow' | 'no'> {
    const asking = this.#asking.get(model.id) ?? this.#ask(model.id).finally(() => this.#asking.delete(model.id));
    this.#asking.set(model.id, asking);
    return (await unlessStopped(asking, signal)) ?? 'no';
  }

  async #ask(model: string): Promise<Price | 'allow' | 'no'> {
    const decided = this.#memento.get<Decided>(DECIDED, {})[model];
    if (decided !== undefined) return decided;
    const { t } = vscode.l10n;
    const enter = t('Enter Its Price');
    const allow = t('Ask It All the Same');
    const never = t('Never Ask It');
    const choice = await warn(
      t('The price of {0} is not known, and there is a budget.', model),
      { modal: true, detail: t('Without a price, what it costs counts towards no limit.') },
      enter,
      allow,
      never,
    );
    if (choice === enter) return (await askPrice(model)) ?? 'no';
    if (choice === undefined) return 'no';
    const answer = choice === allow ? 'allow' : 'no';
    await this.#memento.update(DECIDED, { ...this.#memento.get<Decided>(DECIDED, {}), [model]: answer });
    return answer;
  }
}

/** Asks for both rates and writes them into the user's settings; undefined when it is left. */
async function askPrice(model: string): Promise<Price | undefined> {
  const { t } = vscode.l10n;
  const written = await askText({
    title: t('The price of {0}', model),
    prompt: t('US$ per million tokens of input and of output, for example 0.27 1.10'),
    ignoreFocusOut: true,
    validateInput: (text) => (ratesIn(text) === undefined ? t('Two numbers: input and output.') : undefined),
  });
  const rates = written === undefined ? undefined : ratesIn(written);
  if (rates === undefined) return undefined;
  const configuration = vscode.workspace.getConfiguration('switchyard');
  const own = configuration.inspect<Record<string, object>>('models')?.globalValue ?? {};
  const models = { ...own, [model]: { ...own[model], price: rates } };
  await configuration.update('models', models, vscode.ConfigurationTarget.Global);
  return { input: rateFromUsd(rates.input), output: rateFromUsd(rates.output) };
}

function ratesIn(text: string): { input: number; output: number } | undefined {
  const numbers = text
    .trim()
    .split(/[\s;/]+/)
    .map((word) => Number(word.replace(',', '.').replace('$', '')));
  const [input = Number.NaN, output = Number.NaN] = numbers;
  const good = [input, output].every((rate) => rate >= 0 && rate <= 100_000);
  return numbers.length === 2 && good ? { input, output } : undefined;
}

/** The answer, or undefined as soon as the request is stopped: a question that nobody waits for may stay open. */
async function unlessStopped<Answer>(asked: Thenable<Answer>, signal: AbortSignal): Promise<Answer | undefined> {
  if (signal.aborted) return undefined;
  let stop: (() => void) | undefined;
  const stopped = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([asked, stopped]);
  } finally {
    if (stop !== undefined) signal.removeEventListener('abort', stop);
  }
}
