/**
 * One address as a source of a content security policy, for that path alone. The editor's own hosts begin with a label that
 * no policy can hold (`file+.`): a wildcard stands for that label.
 */
export function connectSource(address: string): string {
  const { protocol, host, pathname } = new URL(address);
  const named = /^[a-z\d.:-]+$/i.test(host) ? host : host.replace(/^[^.]+/, '*');
  return `${protocol}//${named}${pathname.replace(/[;,']/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`;
}
