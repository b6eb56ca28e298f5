import { html, nothing, type TemplateResult } from 'lit';
import type { HistoryFilter, HistoryPage } from '../../src/protocol/messages/historyMessages.ts';
import { strings } from '../strings.ts';

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
  if (page.reading && !isNarrowed) return view(strings.readingChats, '', []);
  const all = isHere ? [link(strings.allWorkspaces, strings.showAllWorkspaces, ways.showAll)] : [];
  if (isNarrowed) {
    return view(strings.noneFound, strings.noneFoundText, [link(strings.clearFilters, '', ways.clear), ...all]);
  }
  if (filter.archived) return view(strings.noArchived, strings.noArchivedText, all);
  const title = isHere && page.workspace !== null ? strings.noChatsHere : strings.noChats;
  return view(title, strings.noChatsText, [...all, link(strings.importChats, '', ways.import)]);
}

function view(title: string, text: string, links: readonly TemplateResult[]): TemplateResult {
  return html`<div class="history-empty">
    <p class="history-empty-title">${title}</p>
    ${text === '' ? nothing : html`<p>${text}</p>`}
    ${links.length === 0 ? nothing : html`<p class="history-empty-links">${links}</p>`}
  </div>`;
}

function link(label: string, title: string, run: () => void): TemplateResult {
  return html`<button type="button" class="history-link" title=${title === '' ? nothing : title} @click=${run}>${label}</button>`;
}
