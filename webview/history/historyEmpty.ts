import type { TemplateResult } from 'lit';
import type { HistoryFilter, HistoryPage } from '../../src/protocol/messages/historyMessages.ts';
import { strings } from '../lateStrings.ts';
import { emptyList, linkButton } from '../listing/emptyList.ts';

interface WaysOut {
  clear(): void;
  showAll(): void;
  import(): void;
}

/** Why the list is empty, and what can be done about it. */
export function historyEmpty(filter: HistoryFilter, page: HistoryPage, ways: WaysOut): TemplateResult {
  const isNarrowed =
    filter.text.trim() !== '' || filter.period !== 'all' || filter.model !== null || filter.task !== null;
  const isHere = filter.workspace === 'this';
  if (page.reading && !isNarrowed) return emptyList(strings.readingChats, '', []);
  const all = isHere ? [linkButton(strings.allWorkspaces, strings.showAllWorkspaces, ways.showAll)] : [];
  if (isNarrowed) {
    return emptyList(strings.noneFound, strings.noneFoundText, [
      linkButton(strings.clearFilters, '', ways.clear),
      ...all,
    ]);
  }
  if (filter.archived) return emptyList(strings.noArchived, strings.noArchivedText, all);
  const title = isHere && page.workspace !== null ? strings.noChatsHere : strings.noChats;
  return emptyList(title, strings.noChatsText, [...all, linkButton(strings.importChats, '', ways.import)]);
}
