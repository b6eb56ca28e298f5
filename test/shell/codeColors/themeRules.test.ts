import { expect, test } from 'vitest';
import { colorsOf } from '../../../src/shell/codeColors/colorsOf.ts';
import { themeRules } from '../../../src/shell/codeColors/themeRules.ts';

const TM_THEME = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
  <key>name</key><string>Old &amp; good</string>
  <!-- <key>settings</key> -->
  <key>settings</key>
  <array>
    <dict><key>settings</key><dict><key>background</key><string>#fff</string></dict></dict>
    <dict>
      <key>scope</key><string>string, meta.tag string</string>
      <key>settings</key><dict><key>foreground</key><string>#00aa00</string><key>fontStyle</key><string/></dict>
    </dict>
  </array>
</dict></plist>`;

const FILES: Readonly<Record<string, string>> = {
  'themes/dark.json': `{
    // Comments and commas are allowed.
    "include": "./base/plain.json",
    "tokenColors": [{ "scope": ["keyword"], "settings": { "foreground": "#222222" } },],
  }`,
  'themes/base/plain.json': `{ "tokenColors": [
    { "settings": { "foreground": "#000000" } },
    { "scope": "keyword", "settings": { "foreground": "#111111" } },
    { "scope": "comment,string", "settings": { "foreground": "#333333", "fontStyle": "italic" } }
  ] }`,
  'themes/mixed.json': '{ "include": "./dark.json", "tokenColors": "./old.tmTheme" }',
  'themes/old.tmTheme': TM_THEME,
  'themes/circle.json': '{ "include": "circle.json" }',
  'themes/none.json': 'no',
};

const read = async (path: string) => {
  const text = FILES[path];
  if (text === undefined) throw new Error(`no ${path}`);
  return text;
};

async function lookIn(path: string) {
  const colors = colorsOf(await themeRules(path, read));
  return Object.fromEntries(
    ['keyword', 'comment', 'string', 'number'].map((name) => {
      const { color, fontStyle } = colors.find(({ token, grammar }) => token === name && grammar === undefined) ?? {};
      return [name, `${color} ${fontStyle}`.trim()];
    }),
  );
}

test('a theme stands on what it includes', async () => {
  expect(await lookIn('themes/dark.json')).toEqual({
    ...{ keyword: '#222222', comment: '#333333 italic', string: '#333333 italic', number: 'null' },
  });
});

test('a property list is read alone, and where a theme names one', async () => {
  expect(await lookIn('themes/old.tmTheme')).toMatchObject({ string: '#00aa00', keyword: 'null' });
  expect(await lookIn('themes/mixed.json')).toMatchObject({ string: '#00aa00', keyword: '#222222' });
});

test.each(['themes/circle.json', 'themes/none.json', 'themes/missing.json', 'themes/missing.tmTheme'])(
  '%s is no theme',
  async (path) => {
    await expect(themeRules(path, read)).rejects.toThrow(/circle\.json includes itself|is no theme|no themes\/missing/);
  },
);
