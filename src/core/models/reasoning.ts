/** Names of models that think before they answer, as their vendors publish them. */
const REASONING =
  /(?:^|[/:_-])(?:o[1345](?:-|$)|gpt-[5-9]|gpt-oss|deepseek-(?:r\d|reasoner|v4|flash)|r1(?:-|$)|qwq|qwen3|magistral|kimi-k(?:2-thinking|2\.[5-9]|3)|grok-4|grok-3-mini|glm-(?:4\.[5-9]|5)|claude-(?:opus|sonnet|haiku)-[5-9]|claude-(?:fable|mythos)|gemini-(?:2\.5|[3-9])|minimax-m\d)|thinking|reason/i;

/** Whether a model is known by its name to reason before its first word: it is waited for longer. */
export function isReasoningModel(name: string): boolean {
  return REASONING.test(name) && !/non-reasoning|no-thinking|instruct|gpt-5[^/]*-chat/i.test(name);
}
