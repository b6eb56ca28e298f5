import type { Behaviour } from '../behaviour.ts';
import { type Fields, fieldsOf, listOf } from '../json.ts';
import { blocksOf } from './readRequest.ts';
import { dropsUnbound, wrongThinking } from './thinkingSignature.ts';

const BINDING_CONTROLS = 'thinking-binding-controls-2026-08-01';

/**
 * What is wrong about thinking: thoughts come back as they went, and where they stood
 * (platform.claude.com/docs/en/build-with-claude/extended-thinking and /preserved-thinking/prefix-checks).
 */
export function thinkingProblem(body: Fields, betas: string, { bindsThinking }: Behaviour): string | undefined {
  const { type, block_binding } = fieldsOf(body.thinking);
  const controlled = betas.includes(BINDING_CONTROLS);
  if (block_binding !== undefined && !controlled)
    return `thinking.${type}.block_binding: Extra inputs are not permitted`;
  for (const { path, type: kind, wrong } of wrongThinking(body)) {
    const field = kind === 'thinking' ? 'signature' : 'data';
    const message = `${path}: Invalid \`${field}\` in \`${kind}\` block`;
    if (wrong === 'signature') return message;
    if (!bindsThinking || dropsUnbound(body)) continue;
    const more = controlled
      ? ''
      : ` That setting requires the \`${BINDING_CONTROLS}\` value in the \`anthropic-beta\` header.`;
    return `${message}. The block is bound to a different conversation. Remove the block, or set \`thinking.block_binding.prefix_mismatch_behavior\` to "drop_block".${more}`;
  }
  return type === 'enabled' || type === 'adaptive' ? exclusionProblem(body) : undefined;
}

/** What does not go with thinking. */
function exclusionProblem(body: Fields): string | undefined {
  const { type, budget_tokens } = fieldsOf(body.thinking);
  if (Number(budget_tokens) < 1024) {
    return 'thinking.enabled.budget_tokens: Input should be greater than or equal to 1024';
  }
  if (Number(budget_tokens) >= Number(body.max_tokens)) {
    return '`max_tokens` must be greater than `thinking.budget_tokens`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#max-tokens-and-context-window-size';
  }
  const choice = fieldsOf(body.tool_choice).type;
  if (type === 'enabled' && (choice === 'any' || choice === 'tool'))
    return 'Thinking may not be enabled when tool_choice forces tool use.';
  if (body.temperature !== undefined && body.temperature !== 1) {
    return '`temperature` may only be set to 1 when thinking is enabled. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking#important-considerations-when-using-extended-thinking';
  }
  return type === 'enabled' ? unthoughtProblem(listOf(body.messages)) : undefined;
}

/** A turn whose tools are being answered must begin with its thoughts. */
function unthoughtProblem(messages: readonly Fields[]): string | undefined {
  const index = messages.findLastIndex(({ role }) => role === 'assistant');
  const [first, ...rest] = blocksOf(messages[index]?.content);
  const calls = [first, ...rest].some((block) => block?.type === 'tool_use');
  if (!calls || first?.type === 'thinking' || first?.type === 'redacted_thinking') return undefined;
  return `messages.${index}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found \`${first?.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start with a thinking block (preceeding the lastmost set of \`tool_use\` and \`tool_result\` blocks). We recommend you include thinking blocks from previous turns. To avoid this requirement, disable \`thinking\`. Please consult our documentation at https://docs.claude.com/en/docs/build-with-claude/extended-thinking`;
}
