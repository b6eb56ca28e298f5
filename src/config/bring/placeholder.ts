const NO_KEY =
  /^(?:none|null|nil|empty|na|n\/a|anything|any|x+|\*+|\.+|-+|no-?(?:key|auth)|key|api[-_]?key|token|secret|not[-_ ]?(?:needed|required|used)|(?:fake|dummy|mock|test|example|changeme|placeholder).*|sk-(?:1234|x+|\.+|\*+|fake.*|dummy.*|no-?key.*)|ollama|lm-?studio|vllm|<.*>|\[.*\]|\{.*\}|your[-_ ].*|my[-_ ].*key|.*your[-_ ].*key.*|replace.*)$/i;

/** Whether a "key" is a word that stands where a key would: documentation, or a server that wants none. */
export function isPlaceholder(key: string): boolean {
  return NO_KEY.test(key.trim());
}
