import * as z from 'zod';
import { SETTINGS, type SettingDefinition } from '../src/config/settingsSchema.ts';
import { COMMANDS, type CommandRow, EDITOR_MENU, VIEW_MENU } from '../src/shell/commandTable.ts';

type Json = Record<string, unknown>;

/** The parts of package.json that are made from tables in the code, and package.nls.json with their English texts. */
export function buildManifest(): { contributes: Json; nls: Record<string, string> } {
  const nls: Record<string, string> = {
    'extension.description':
      'Every language model behind one chat: the right one for the task, another when it fails, and what it costs.',
    'trust.description':
      'In an untrusted workspace Switchyard ignores its settings there: they could choose where your code is sent.',
    'view.container': 'Switchyard',
    'view.chat': 'Chat',
    'submenu.editor': 'Switchyard',
    'configuration.title': 'Switchyard',
  };
  const commands = Object.entries<CommandRow>(COMMANDS);
  for (const [name, row] of commands) nls[`command.${name}`] = row.title;
  const contributes = {
    viewsContainers: { activitybar: [{ id: 'switchyard', title: '%view.container%', icon: 'media/icon.svg' }] },
    views: {
      switchyard: [
        {
          type: 'webview',
          id: 'switchyard.chat',
          name: '%view.chat%',
          icon: 'media/icon.svg',
          contextualTitle: '%view.container%',
        },
      ],
    },
    commands: commands.map(([name, { icon, enablement }]) => ({
      command: `switchyard.${name}`,
      title: `%command.${name}%`,
      category: 'Switchyard',
      ...(icon === undefined ? {} : { icon }),
      ...(enablement === undefined ? {} : { enablement }),
    })),
    submenus: [{ id: 'switchyard.editor', label: '%submenu.editor%' }],
    menus: {
      'editor/context': [{ submenu: 'switchyard.editor', group: '1_modification@100' }],
      'explorer/context': [{ command: 'switchyard.addToChat', group: '5_switchyard@1' }],
      'editor/title/context': [{ command: 'switchyard.addToChat', group: '5_switchyard@1' }],
      'switchyard.editor': EDITOR_MENU.map((name, index) => ({
        command: `switchyard.${name}`,
        group: `1_ask@${index + 1}`,
      })),
      'view/title': VIEW_MENU.map((name, index) => ({
        command: `switchyard.${name}`,
        when: 'view == switchyard.chat',
        group: `navigation@${index + 1}`,
      })),
      commandPalette: commands
        .filter(([, row]) => row.hidden)
        .map(([name]) => ({ command: `switchyard.${name}`, when: 'false' })),
    },
    configuration: {
      title: '%configuration.title%',
      properties: Object.fromEntries(
        Object.entries<SettingDefinition>(SETTINGS).map(([name, setting], order) => [
          `switchyard.${name}`,
          property(name, setting, order, nls),
        ]),
      ),
    },
  };
  return { contributes, nls };
}

function property(name: string, setting: SettingDefinition, order: number, nls: Record<string, string>): Json {
  const { $schema: _, ...schema } = z.toJSONSchema(setting.schema, { io: 'input', unrepresentable: 'any' }) as Json;
  const key = `configuration.${name}`;
  nls[key] = setting.description;
  setting.enumDescriptions?.forEach((text, index) => {
    nls[`${key}.enum.${index}`] = text;
  });
  return {
    ...(translated(schema, key, nls) as Json),
    default: setting.default,
    scope: setting.scope,
    order,
    markdownDescription: `%${key}%`,
    ...(setting.enumDescriptions === undefined
      ? {}
      : { markdownEnumDescriptions: setting.enumDescriptions.map((_text, index) => `%${key}.enum.${index}%`) }),
  };
}

/** The schema with every description moved to package.nls.json, the same text under one key. */
function translated(value: unknown, key: string, nls: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => translated(item, key, nls));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, child]) => {
    if (name !== 'description' || typeof child !== 'string')
      return [name, translated(child, name === 'properties' ? key : isWord(name) ? `${key}.${name}` : key, nls)];
    nls[key] ??= child;
    const free = nls[key] === child ? key : freeKey(key, child, nls);
    nls[free] = child;
    return [name, `%${free}%`];
  });
  return Object.fromEntries(entries);
}

const SCHEMA_WORDS = new Set([
  'properties',
  'items',
  'anyOf',
  'additionalProperties',
  'propertyNames',
  'required',
  'default',
  'enum',
  'type',
]);

function isWord(name: string): boolean {
  return !SCHEMA_WORDS.has(name);
}

function freeKey(key: string, text: string, nls: Record<string, string>): string {
  for (let n = 2; ; n++) {
    const candidate = `${key}.${n}`;
    if (nls[candidate] === undefined || nls[candidate] === text) return candidate;
  }
}
