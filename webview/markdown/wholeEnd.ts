/** The end of a text's first part of about this length, which cuts no character in two. */
export function wholeEnd(text: string, length: number): number {
  const code = text.charCodeAt(length - 1);
  return code >= 0xd800 && code < 0xdc00 ? length - 1 : length;
}
