/** A name for the line above what is sent along, without the line ends and controls by which it could pass for more. */
export function oneLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}
