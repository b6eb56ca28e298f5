import * as vscode from 'vscode';
import { noteFor } from './noteFor.ts';
import type { Gathered, Piece } from './piece.ts';

const LONGEST_TEXT = 400_000;

/** The page behind an address as text, read once when it is attached. */
export function linkPiece(url: string): Piece {
  const { t } = vscode.l10n;
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const label = parsed === undefined ? url : `${parsed.host}${parsed.pathname === '/' ? '' : parsed.pathname}`;
  let reading: Promise<Gathered> | undefined;
  return {
    chip: { id: `link ${url}`, kind: 'link', label: label.slice(0, 60), detail: url },
    gather: () => {
      if (parsed === undefined) return Promise.resolve({ problem: t('This is no address of a page.') });
      // Whoever stops waiting for it does not stop the reading: the page is wanted once.
      reading ??= read(parsed.href);
      return reading;
    },
  };
}

async function read(url: string): Promise<Gathered> {
  const { readPage } = await import('./readPage.ts');
  const page = await readPage(url, new AbortController().signal);
  if ('problem' in page) return page;
  const text = page.text.slice(0, LONGEST_TEXT);
  const title = page.title === '' ? page.url : `${page.title} (${page.url})`;
  const detail = text.length < page.text.length ? vscode.l10n.t('{0}: its beginning', title) : title;
  return { context: { notes: [noteFor(`The page ${title}`, text)] }, detail };
}
