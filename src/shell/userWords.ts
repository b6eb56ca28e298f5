import * as vscode from 'vscode';
import type { ChatEvent, ErrorEvent } from '../core/chat/chatEvent.ts';
import type { ErrorKind } from '../core/chat/errors.ts';
import { comebackWords, failureTitle, firstBackWords } from '../core/chat/failureTitle.ts';
import { filteredError } from '../core/chat/filteredError.ts';
import type { Answer, Problem } from '../protocol/answer.ts';
import { privacyProblem } from './privacy/privacyProblem.ts';

type Action = Problem['actions'][number];

/** What is wrong with a request that ended so, in the user's words, with the actions that mend it, the best first. */
export function problemOf(end: ChatEvent, nothingSetUp: boolean, decision?: Answer['decision']): Problem | undefined {
  if (end.type === 'error' && end.error.kind === 'privacy' && decision !== undefined) return privacyProblem(decision);
  if (end.type === 'error' && end.error.kind !== 'cancelled') return problemIn(end.error, nothingSetUp);
  if (end.type === 'done' && end.cutBy !== undefined) return cutOff();
  if (end.type !== 'done' || end.finishReason !== 'contentFilter') return undefined;
  // Whether a filter's word comes as an error or as the end of an answer is its vendor's habit.
  const { info } = filteredError(end.vendor);
  return problemIn({ ...info, attempts: [{ ...info, model: end.model }] }, nothingSetUp);
}

function problemIn(error: ErrorEvent['error'], nothingSetUp: boolean): Problem {
  const last = error.attempts.at(-1);
  // A bug of ours: no model is to blame, so none is named.
  if (error.kind === 'protocol' && last === undefined) return { title: error.message, detail: '', actions: ownFault() };
  // Refused before or beside any model: by the guard.
  if (error.kind === 'contentFilter' && last === undefined) {
    return { title: vscode.l10n.t('The guard refused this.'), detail: error.message, actions: guardActions() };
  }
  const provider = last?.model.slice(0, last.model.indexOf('/'));
  const { size: asked } = new Set(error.attempts.map((attempt) => attempt.model));
  const several = asked > 1;
  const detail = several
    ? [...error.attempts.map(({ model, message }) => `${model}: ${message}`), firstBackWords(error.backInMs)]
        .filter((line) => line !== '')
        .join('\n')
    : [error.message, comebackWords(error)].filter((line) => line !== '').join('\n');
  const title =
    several && error.kind !== 'budget'
      ? vscode.l10n.t('None of the {0} models answered.', asked)
      : error.kind === 'noTarget' && nothingSetUp
        ? vscode.l10n.t('No provider is set up yet.')
        : failureTitle(error.kind, last?.model ?? '');
  return { title, detail, actions: actionsFor(error.kind, provider, nothingSetUp) };
}

function guardActions(): Action[] {
  const { t } = vscode.l10n;
  return [
    { action: 'newChat', label: t('New Chat') },
    { action: 'openSettings', label: t('Open Settings') },
    { action: 'retry', label: t('Try Again') },
  ];
}

/** The answer ends where its money did; what came stays. */
function cutOff(): Problem {
  const { t } = vscode.l10n;
  return {
    title: t('Stopped at the budget.'),
    detail: t('This is as much of the answer as what was left could pay for.'),
    actions: [{ action: 'openBudget', label: t('Open Budget') }],
  };
}

function ownFault(): Action[] {
  const { t } = vscode.l10n;
  return [
    { action: 'showLog', label: t('Show Log') },
    { action: 'retry', label: t('Try Again') },
  ];
}

function actionsFor(kind: ErrorKind, provider: string | undefined, nothingSetUp: boolean): Action[] {
  const { t } = vscode.l10n;
  const retry: Action = { action: 'retry', label: t('Try Again') };
  const log: Action = { action: 'showLog', label: t('Show Log') };
  const chooseModel: Action = { action: 'chooseModel', label: t('Choose Model') };
  const openBudget: Action = { action: 'openBudget', label: t('Open Budget') };
  const testProviders: Action = { action: 'testProviders', label: t('Test Providers') };
  const changeKey: Action = {
    action: 'changeKey',
    label: t('Change Key'),
    ...(provider === undefined ? {} : { provider }),
  };
  switch (kind) {
    case 'auth':
      return [changeKey, retry];
    case 'quota':
      return [{ action: 'addProvider', label: t('Add Another Provider') }, changeKey, retry];
    case 'noTarget':
      return nothingSetUp
        ? [{ action: 'addProvider', label: t('Add Provider') }, retry]
        : [
            { action: 'openRouting', label: t('Open Routing Settings') },
            { action: 'addProvider', label: t('Add Provider') },
            chooseModel,
            retry,
            { action: 'newChat', label: t('New Chat') },
          ];
    case 'modelNotFound':
      return [{ action: 'openRouting', label: t('Open Routing Settings') }, chooseModel, retry];
    case 'contextLength':
      return [chooseModel, { action: 'newChat', label: t('New Chat') }, retry];
    case 'contentFilter':
      return [
        chooseModel,
        retry,
        { action: 'openSettings', label: t('Open Settings') },
        { action: 'newChat', label: t('New Chat') },
      ];
    case 'badRequest':
      return [chooseModel, retry, log];
    case 'budget':
      return [openBudget, chooseModel, retry, { action: 'newChat', label: t('New Chat') }];
    case 'privacy':
      return [{ action: 'openPrivacy', label: t('Open Privacy Settings') }, retry];
    case 'rateLimit':
    case 'overloaded':
    case 'server':
    case 'timeout':
    case 'network':
    case 'protocol':
    case 'cancelled':
      return [retry, { action: 'retryLater', label: t('Retry When Available') }, testProviders, chooseModel];
  }
}
