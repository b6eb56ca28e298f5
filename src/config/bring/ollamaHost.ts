/**
 * The address that `OLLAMA_HOST` stands for (ollama/ollama, envconfig/config.go): a bare host has port 11434, with a
 * scheme it has that scheme's; quotes around it do not count.
 */
export function ollamaHost(value: string): string {
  const text = value
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .trim();
  if (text.includes('://')) return text;
  const host = text.replace(/\/+$/, '');
  if (/^:\d+$/.test(host)) return `http://127.0.0.1${host}`;
  if (host.split(':').length > 2 && !host.includes(']')) return `http://[${host}]:11434`;
  return /:\d+$/.test(host) ? `http://${host}` : `http://${host || '127.0.0.1'}:11434`;
}
