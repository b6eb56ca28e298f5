type Dragged = Pick<DataTransfer, 'getData'>;

/** What the host takes of one drop. */
const MOST_URIS = 200;
const LONGEST_URI = 4000;

/** The kinds of data by which VS Code's explorer, tabs and search say which files are dragged, and other programs which links. */
export const URI_TYPES = ['application/vnd.code.uri-list', 'resourceurls', 'text/uri-list', 'codefiles'] as const;

/** The addresses of what was dropped, each once: the first kind of data that names any is believed. */
export function droppedUris(data: Dragged): readonly string[] {
  for (const type of URI_TYPES) {
    const uris = urisIn(type, data.getData(type)).filter((uri) => uri.length <= LONGEST_URI && URL.canParse(uri));
    if (uris.length > 0) return [...new Set(uris)].slice(0, MOST_URIS);
  }
  return [];
}

function urisIn(type: (typeof URI_TYPES)[number], text: string): readonly string[] {
  switch (type) {
    case 'resourceurls':
      return jsonStrings(text);
    case 'codefiles':
      return jsonStrings(text).map(fileUri);
    default:
      return text.split(/[\r\n]+/).filter((line) => line !== '' && !line.startsWith('#'));
  }
}

function jsonStrings(text: string): readonly string[] {
  try {
    const parsed: unknown = JSON.parse(text);
    return Array.isArray(parsed) ? parsed.filter((entry) => typeof entry === 'string') : [];
  } catch {
    return [];
  }
}

/** A path of this machine as an address, Windows' own and its network shares included. */
function fileUri(path: string): string {
  const slashed = path.replaceAll('\\', '/');
  const encoded = slashed.split('/').map(encodeURIComponent).join('/').replace(/%3A/gi, ':');
  if (encoded.startsWith('//')) return `file:${encoded}`;
  return `file://${encoded.startsWith('/') ? '' : '/'}${encoded}`;
}
