import { expect, it } from 'vitest';
import { droppedUris } from '../../../webview/composer/droppedUris.ts';

function dropped(data: Readonly<Record<string, string>>): readonly string[] {
  return droppedUris({ getData: (type) => data[type] ?? '' });
}

it('believes VS Code’s own list before the others', () => {
  const data = {
    'application/vnd.code.uri-list': 'file:///w/a%20b.ts\r\nvscode-remote://ssh/w/c.ts\r\nfile:///w/a%20b.ts',
    'text/uri-list': 'file:///other',
  };
  expect(dropped(data)).toEqual(['file:///w/a%20b.ts', 'vscode-remote://ssh/w/c.ts']);
});

it.each([
  [{ resourceurls: '["file:///w/a.ts"]' }, ['file:///w/a.ts']],
  [{ 'text/uri-list': '# a comment\r\nhttps://example.com/a\n' }, ['https://example.com/a']],
  [
    { codefiles: '["/w/a b.ts","C:\\\\w\\\\c#.ts","\\\\\\\\server\\\\share\\\\d.ts"]' },
    ['file:///w/a%20b.ts', 'file:///C:/w/c%23.ts', 'file://server/share/d.ts'],
  ],
  [{ resourceurls: 'no json', 'text/uri-list': 'file:///w/a.ts' }, ['file:///w/a.ts']],
  [{ resourceurls: '{"a":1}' }, []],
  [{ 'text/uri-list': `not an address\nfile:///${'x'.repeat(5000)}` }, []],
  [{ 'text/plain': '/w/a.ts' }, []],
])('%j', (data, uris) => expect(dropped(data as Record<string, string>)).toEqual(uris));

it('takes no more than the host does', () => {
  const list = Array.from({ length: 500 }, (_, index) => `file:///w/${index}`).join('\r\n');
  expect(dropped({ 'text/uri-list': list })).toHaveLength(200);
});
