import * as vscode from 'vscode';
import type { Handlers } from '../../../protocol/channel.ts';
import type { TRAIL_TO_HOST, TrailPage } from '../../../protocol/messages/trailMessages.ts';
import { trailPage } from '../../../storage/audit/trailPage.ts';
import { reasonOf } from '../../../storage/storageTrouble.ts';
import { trailRecord } from '../../audit/trailRecord.ts';
import { trailRow } from '../../audit/trailRow.ts';
import { titleOf } from '../../chat/titleOf.ts';
import type { PanelParts } from '../panelParts.ts';
import type { Post } from '../post.ts';

const MOST_ROWS = 500;
/** By the models and tasks of so many requests the trail can be narrowed. */
const CHOICES_OF = 500;
/** A request is written in pieces, and several run at once: its readers are told of them together. */
const QUIET_MS = 300;

/** The audit trail. */
export function trailHandlers({ engine, chat, library, log }: PanelParts, post: Post): Handlers<typeof TRAIL_TO_HOST> {
  const tried = (work: Promise<unknown>) =>
    void work.catch((error: unknown) => log.error(`the audit trail: ${reasonOf(error)}`));
  const page = async ({
    sequence,
    filter,
    before,
    limit,
  }: Parameters<Handlers<typeof TRAIL_TO_HOST>['trail/list']>[0]) => {
    const { thisChat, ...wanted } = filter;
    const conversationId = thisChat ? chat.conversation.id : null;
    const place = { before, limit: Math.min(limit, MOST_ROWS) };
    const { records, next } = await trailPage(engine.audit, { ...wanted, conversationId }, place);
    const { days, texts } = engine.auditWish;
    post('trail/page', {
      ...{ sequence, goesOn: before !== null, rows: records.map(trailRow), next, days, texts },
      ...(before === null ? choicesIn(engine) : { models: [], tasks: [] }),
    });
  };
  const read = async (id: string) => {
    const record = engine.audit.find(id);
    const found = record?.conversationId == null ? undefined : await library.read(record.conversationId);
    const title = found === undefined ? null : titleOf(found);
    post('trail/record', { id, record: record === undefined ? null : trailRecord(record, title) });
  };
  return {
    'trail/list': (asked) => tried(page(asked)),
    'trail/read': ({ id }) => tried(read(id)),
    'trail/export': () => tried(Promise.resolve(vscode.commands.executeCommand('switchyard.exportAuditTrail'))),
    'trail/settings': () =>
      tried(Promise.resolve(vscode.commands.executeCommand('workbench.action.openSettings', '@id:switchyard.audit'))),
  };
}

/** Tells one panel that something was asked, a moment later. */
export function followTrail({ engine }: Pick<PanelParts, 'engine'>, post: Post): vscode.Disposable {
  let waiting: NodeJS.Timeout | undefined;
  const stop = engine.ledger.onChange(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      post('trail/changed', {});
    }, QUIET_MS);
  });
  return {
    dispose() {
      stop();
      clearTimeout(waiting);
    },
  };
}

/** What the newest requests have to choose from. */
function choicesIn({ audit }: PanelParts['engine']): Pick<TrailPage, 'models' | 'tasks'> {
  const records = audit.list({ limit: CHOICES_OF, withoutTexts: true });
  const models = records.flatMap(({ end, attempts }) =>
    [end?.model ?? [], ...attempts.map(({ model }) => model)].flat(),
  );
  const tasks = records.map(({ decision }) => decision.task);
  return { models: [...new Set(models)].sort(), tasks: [...new Set(tasks)].sort() };
}
