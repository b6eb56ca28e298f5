import * as vscode from 'vscode';
import type { Place } from '../../protocol/place.ts';
import type { Spot } from './spot.ts';

type SymbolPlace = Extract<Place, { kind: 'symbol' }>;
interface Known {
  readonly name: string;
  readonly container: string;
  readonly spot: Spot;
}

const MOST_DOCUMENTS = 12;
/** Language servers are asked one name after the other: no more than these, and no longer than this. */
const MOST_ASKED = 40;
const ASKING_MS = 6000;
const AT_ONCE = 4;
const MOST_MATCHES = 20;

/** The symbols that are there by exactly these names: in open and attached files, else anywhere in the workspace. */
export async function findSymbols(
  names: ReadonlyMap<string, SymbolPlace>,
  attached: readonly vscode.Uri[],
): Promise<Map<string, Spot[]>> {
  const found = new Map<string, Spot[]>();
  const near = await symbolsOfDocuments(attached);
  for (const [text, place] of names) keep(found, text, place, near);
  const rest = [...names].filter(([text]) => !found.has(text)).slice(0, MOST_ASKED);
  const until = Date.now() + ASKING_MS;
  const worker = async () => {
    for (let next = rest.shift(); next !== undefined && Date.now() < until; next = rest.shift()) {
      keep(found, next[0], next[1], await within(until, symbolsOfWorkspace(next[1].name)));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}

function keep(found: Map<string, Spot[]>, text: string, place: SymbolPlace, known: readonly Known[]): void {
  const spots = known
    .filter(({ name, container }) => name === place.name && fits(place.container, container))
    .map(({ spot }) => spot);
  if (spots.length > 0) found.set(text, spots.slice(0, MOST_MATCHES));
}

/** A qualified name must stand in what qualifies it; an object's own name (`pager.next`) cannot be told and is not asked for. */
function fits(asked: string | undefined, container: string): boolean {
  return asked === undefined || !/^[A-Z]/.test(asked) || container === '' || container.split(/\W+/).includes(asked);
}

async function symbolsOfDocuments(attached: readonly vscode.Uri[]): Promise<Known[]> {
  const open = vscode.window.visibleTextEditors.map(({ document }) => document.uri);
  const uris = new Map([...attached, ...open].filter(isInside).map((uri) => [uri.toString(), uri]));
  const all = await Promise.all(
    [...uris.values()].slice(0, MOST_DOCUMENTS).map((uri) => within(Date.now() + ASKING_MS, symbolsOf(uri))),
  );
  return all.flat();
}

async function symbolsOf(uri: vscode.Uri): Promise<Known[]> {
  const symbols = await vscode.commands.executeCommand<(vscode.DocumentSymbol | vscode.SymbolInformation)[]>(
    'vscode.executeDocumentSymbolProvider',
    uri,
  );
  return (symbols ?? []).flatMap((symbol) => flat(symbol, uri, ''));
}

function flat(symbol: vscode.DocumentSymbol | vscode.SymbolInformation, uri: vscode.Uri, container: string): Known[] {
  if ('location' in symbol) return [known(symbol.name, symbol.containerName, uri, symbol.location.range)];
  const inner = symbol.children.flatMap((child) => flat(child, uri, symbol.name));
  return [known(symbol.name, container, uri, symbol.selectionRange), ...inner];
}

async function symbolsOfWorkspace(name: string): Promise<Known[]> {
  const symbols = await vscode.commands.executeCommand<vscode.SymbolInformation[]>(
    'vscode.executeWorkspaceSymbolProvider',
    name,
  );
  return (symbols ?? [])
    .filter(({ location }) => isInside(location.uri) && !location.uri.path.includes('/node_modules/'))
    .map(({ name, containerName, location }) => known(name, containerName, location.uri, location.range));
}

/** Some servers write the parameters behind a name. */
function known(name: string, container: string, uri: vscode.Uri, range: vscode.Range): Known {
  return { name: name.replace(/\(.*$/, ''), container, spot: { kind: 'symbol', uri, range } };
}

function isInside(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined;
}

/** Nothing where a language server does not answer. */
async function within(until: number, asked: Promise<Known[]>): Promise<Known[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Known[]>((resolve) => {
    timer = setTimeout(() => resolve([]), Math.max(0, until - Date.now()));
  });
  return Promise.race([asked.catch(() => []), late]).finally(() => clearTimeout(timer));
}
