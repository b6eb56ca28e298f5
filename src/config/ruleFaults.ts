import { matchesModel } from '../core/models/matchesModel.ts';
import { splitModelId } from '../core/models/model.ts';
import { VARIANTS } from '../core/prompt/promptTexts.ts';
import { coversRule } from '../core/routing/rules/coversRule.ts';
import { listOf, type Rule, type RuleConditions } from '../core/routing/rules/rule.ts';
import type { Setup } from '../core/routing/setup.ts';
import { say } from '../core/words.ts';
import type { SetupFault } from './setupFault.ts';

/** A fault of a rule before it is known which: its place within the rule. */
interface Found extends Pick<SetupFault, 'message' | 'detail'> {
  readonly severity?: SetupFault['severity'];
  readonly at: readonly (string | number)[];
}

/** Rules that never match, contradict themselves or an earlier one, or name what there is not; each with what to do. */
export function ruleFaults(setup: Setup, languageIds?: ReadonlySet<string>): SetupFault[] {
  const { rules } = setup;
  return rules.flatMap((rule, index) => {
    const impossible = impossibleIn(rule);
    const found = [
      ...impossible,
      ...(impossible.length === 0 ? hidden(rule, rules.slice(0, index)) : []),
      ...avoidFaults(rule, setup),
      ...unknownNames(rule, setup, languageIds),
    ];
    const key = `switchyard.rules.${rule.number - 1}`;
    return found.map(
      ({ severity = 'warning', at, ...words }): SetupFault => ({
        severity,
        ...words,
        mending: { type: 'openSetting', key },
        path: ['rules', rule.number - 1, ...at],
      }),
    );
  });
}

const RANGES = [
  ['minConfidence', 'maxConfidence'],
  ['minInputTokens', 'maxInputTokens'],
  ['minTurn', 'maxTurn'],
] as const satisfies readonly (readonly (keyof RuleConditions)[])[];

/** What git allows in no branch's name, but for `*` (git-scm.com/docs/git-check-ref-format). */
const NO_BRANCH = /[\s~^:?[\\]|\.\.|^\/|\/$|\/\//;
const LONGEST_GLOB = 400;

function impossibleIn({ number, when }: Rule): Found[] {
  const never = (at: readonly (string | number)[], detail: string): Found => ({
    message: say('Rule {0} can never match', number),
    detail,
    at: ['when', ...at],
  });
  const { fromTime, toTime, files, branch } = when;
  const patterns = (key: 'files' | 'branch', list: typeof files, isImpossible: (one: string) => boolean) => {
    const written = list === undefined ? [] : listOf(list);
    if (written.length === 0 || !written.every(isImpossible)) return [];
    const [first = ''] = written;
    return key === 'files'
      ? [never([key], say('No file fits {0}: write a path within the workspace with /, such as src/**/*.ts.', first))]
      : [never([key], say('No branch of Git can be called {0}: write a name, or a pattern such as release/*.', first))];
  };
  return [
    ...RANGES.flatMap(([min, max]) => {
      const [least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY] = [when[min], when[max]];
      const detail = say('{0} is more than {1}: exchange them, or remove one.', min, max);
      return least <= most ? [] : [never([min], detail)];
    }),
    ...(fromTime !== undefined && fromTime === toTime
      ? [never(['toTime'], say('It ends when it begins: give it a later end, or remove both times.'))]
      : []),
    ...patterns('files', files, isNoGlob),
    ...patterns('branch', branch, (one) => NO_BRANCH.test(one)),
  ];
}

/** Files are named from the workspace on, with `/`. */
function isNoGlob(glob: string): boolean {
  return glob.length > LONGEST_GLOB || glob.includes('\\') || glob.split('/').some((part) => /^\.{1,2}$/.test(part));
}

/** A rule of which an earlier one leaves nothing. */
function hidden(rule: Rule, earlier: readonly Rule[]): Found[] {
  const cover = earlier.find(({ when }) => coversRule(when, rule.when));
  if (cover === undefined) return [];
  const { number } = rule;
  if (!coversRule(rule.when, cover.when)) {
    const detail = say(
      'Rule {0} holds for all of it and comes first: move it behind this one, or narrow it.',
      cover.number,
    );
    return [{ message: say('Rule {0} can never match', number), detail, at: ['when'] }];
  }
  const same = effectsOf(cover) === effectsOf(rule);
  return same
    ? [
        {
          message: say('Rule {0} says the same as rule {1}', number, cover.number),
          detail: say('Remove one of them.'),
          at: ['when'],
        },
      ]
    : [
        {
          message: say('Rule {0} contradicts rule {1}', number, cover.number),
          detail: say('Both hold for the same, and only rule {0} is followed: join them, or remove one.', cover.number),
          at: ['when'],
        },
      ];
}

function effectsOf({ number: _, when: __, ...effects }: Rule): string {
  return JSON.stringify(Object.entries(effects).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function avoidFaults({ number, use = [], avoid = [] }: Rule, { providers }: Setup): Found[] {
  return avoid.flatMap((pattern, index): Found[] => {
    const used = use.find((model) => matchesModel(model, pattern));
    const at = ['avoid', index];
    if (used !== undefined) {
      const detail = say(
        'It uses and avoids {0}, which is therefore never asked: remove it from one of the two.',
        used,
      );
      return [{ severity: 'error', message: say('Rule {0} contradicts itself', number), detail, at }];
    }
    const { provider = '*' } = splitModelId(pattern) ?? {};
    if (provider.includes('*') || providers.has(provider)) return [];
    const detail = say('There is no provider {0}: look at its spelling, or remove it.', provider);
    return [{ severity: 'info', message: say('Rule {0} avoids nothing by {1}', number, pattern), detail, at }];
  });
}

function unknownNames(rule: Rule, { prompts }: Setup, languageIds: ReadonlySet<string> | undefined): Found[] {
  const { number, prompt, when } = rule;
  const names = [...Object.keys(VARIANTS), ...prompts.flatMap(({ name }) => name ?? [])];
  const languages = when.languageId === undefined ? [] : listOf(when.languageId);
  const unknown = languageIds === undefined ? [] : languages.filter((id) => !languageIds.has(id));
  return [
    ...(prompt === undefined || names.includes(prompt)
      ? []
      : [
          {
            message: say('Rule {0} names an unknown prompt: {1}', number, prompt),
            detail: say('There are {0}: choose one of them, or write it into switchyard.prompts.', names.join(', ')),
            at: ['prompt'],
          },
        ]),
    ...unknown.map((id) => ({
      message: say('Rule {0} names a language that this editor does not know: {1}', number, id),
      detail: say('Look at its spelling; the language of the open file stands in the status bar.'),
      at: ['when', 'languageId'],
    })),
  ];
}
