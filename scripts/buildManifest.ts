import * as z from 'zod';
import { SETTINGS, type SettingDefinition } from '../src/config/settingsSchema.ts';
import { COMMANDS, type CommandRow } from '../src/shell/commandTable.ts';
import { KEYBINDINGS, MENUS, SUBMENUS } from '../src/shell/menuTable.ts';

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
    'submenu.title': 'Switchyard',
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
    keybindings: KEYBINDINGS.map(({ command, ...row }) => ({ command: `switchyard.${command}`, ...row })),
    submenus: SUBMENUS.map((name) => ({ id: `switchyard.${name}`, label: '%submenu.title%' })),
    menus: {
      ...Object.fromEntries(
        Object.entries(MENUS).map(([menu, rows]) => [
          menu,
          rows.map(({ when, group, ...row }) => ({
            ...('command' in row ? { command: `switchyard.${row.command}` } : { submenu: `switchyard.${row.submenu}` }),
            ...(when === undefined ? {} : { when }),
            group,
          })),
        ]),
      ),
      commandPalette: commands
        .filter(([, row]) => row.hidden || row.palette !== undefined)
        .map(([name, row]) => ({ command: `switchyard.${name}`, when: row.hidden ? 'false' : row.palette })),
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
    if (name === 'enumDescriptions' && Array.isArray(child))
      return [name, child.map((text: string, index) => keyed(`${key}.enum.${index}`, text, nls))];
    if (name !== 'description' || typeof child !== 'string')
      return [name, translated(child, name === 'properties' ? key : isWord(name) ? `${key}.${name}` : key, nls)];
    return ['markdownDescription', keyed(key, child, nls)];
  });
  return Object.fromEntries(entries);
}

/** The reference to a text: under this key, or under one beside it where that has another text. */
function keyed(key: string, text: string, nls: Record<string, string>): string {
  nls[key] ??= text;
  const free = nls[key] === text ? key : freeKey(key, text, nls);
  nls[free] = text;
  return `%${free}%`;
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
