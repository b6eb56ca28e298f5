const LONGEST = 300;

/**
 * Foreign words, as a model's name, for a team's channel: in one line, calling nobody and leading nowhere. Slack calls with
 * `<!channel>` and links with `<address|words>`, Mattermost and Discord call with `@here`, both link with `[words](address)`.
 * What parts those signs is not seen; pointed brackets, which have no other escape that all channels know, are replaced.
 */
export function channelText(text: string): string {
  const plain = text
    .replace(/(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replaceAll('](', ']\u2060(')
    .replace(/[@＠](?=\S)/g, '$&\u2060');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST).toWellFormed()}…` : plain;
}
