type Value = string | Value[] | { [key: string]: Value };

/** Reads the strings, lists and dictionaries of an XML property list, which is what a `.tmTheme` is. Throws on others. */
export function readPropertyList(xml: string): unknown {
  const text = xml.replace(/<!--.*?-->/gs, '');
  const tags = text.matchAll(/<(dict|array|key|string)>([^<]*)|<(?:string|array|dict)\/>|<\/(?:dict|array)>/g);
  const read = (): Value | undefined => {
    const { value: match } = tags.next();
    if (match === undefined) throw new Error('the property list ends too early');
    const [tag, name, inside = ''] = match;
    if (tag.startsWith('</')) return undefined;
    switch (name) {
      case 'dict': {
        const entries: [string, Value][] = [];
        for (let key = read(); typeof key === 'string'; key = read()) entries.push([key, read() ?? '']);
        return Object.fromEntries(entries);
      }
      case 'array': {
        const items: Value[] = [];
        for (let item = read(); item !== undefined; item = read()) items.push(item);
        return items;
      }
      default:
        return inside.replace(/&(?:lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity] ?? entity);
    }
  };
  return read();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};
