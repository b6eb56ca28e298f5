import * as vscode from 'vscode';
import { inEditor, tellNothing } from './askAbout.ts';
import { type Asker, askInChat } from './asker.ts';
import { pickOrType } from './pickOrType.ts';

const LAST = 'translate.language';
/** ISO 639-1, in the order of how many read them on the web. */
const LANGUAGES =
  'en es de ja fr pt ru it zh-Hans zh-Hant nl tr pl fa vi id ko cs ar uk el ro sv hu da fi sk bg he nb th hi ca'.split(
    ' ',
  );

/** Asks for a language, the last one first, then for the translation of the selection or file in the chat. */
export async function translate(asker: Asker, memory: vscode.Memento): Promise<void> {
  const { t } = vscode.l10n;
  const attachment = inEditor(true);
  if (attachment === undefined) return tellNothing(false);
  const last = memory.get<unknown>(LAST);
  const names = languageNames();
  const choices = typeof last === 'string' ? [last, ...names.filter((name) => name !== last)] : names;
  const language = await pickOrType({
    title: t('Translate'),
    placeholder: t('Into which language? Choose, or type one'),
    choices: choices.map((label) => (label === last ? { label, description: t('last time') } : { label })),
  });
  if (language === undefined) return;
  await memory.update(LAST, language);
  const text =
    attachment.chip.kind === 'selection'
      ? t('Translate the selection into {0}.', language)
      : t('Translate this file into {0}.', language);
  await askInChat(asker, { text, command: 'translate', attachments: [attachment] });
}

/** In the editor's own language, which comes first. */
function languageNames(): string[] {
  const names = new Intl.DisplayNames([vscode.env.language, 'en'], { type: 'language' });
  const [own = 'en'] = vscode.env.language.split('-');
  const sorted = [...LANGUAGES].sort((a, b) => Number(b === own) - Number(a === own));
  return sorted.map((code) => names.of(code) ?? code);
}
