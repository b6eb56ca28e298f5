import type { VerbatimItem } from './fromVerbatim.ts';
import type { WireItem, WirePart } from './wire.ts';
import { argumentsText } from './wireText.ts';

/**
 * The output of a response as items of the next request, where they hold something that text and tool calls cannot say:
 * encrypted or open reasoning, or the phase of a message, which newer models want back (the `openai` package,
 * ResponseOutputMessage.phase). Undefined where they do not, and where a call could not be answered.
 */
export function toVerbatim(output: readonly WireItem[]): VerbatimItem[] | undefined {
  const items = output.flatMap(toItem);
  const tells = items.some((item) => item.type === 'reasoning' || (item.type === 'message' && item.phase));
  return tells && items.every((item) => item.type !== 'function_call' || item.call_id) ? items : undefined;
}

function toItem(item: WireItem): VerbatimItem[] {
  const { type, id, phase, call_id, name } = item;
  if (type === 'function_call') {
    const args = argumentsText(item.arguments);
    return [{ type, ...idOf(id), call_id: call_id || id || '', name: name ?? '', arguments: args }];
  }
  if (type === 'message') {
    const content = typeof item.content === 'string' ? [{ text: item.content }] : (item.content ?? []);
    const said = content.flatMap(toContent);
    if (said.length === 0) return [];
    return [{ type, ...idOf(id), role: 'assistant', status: 'completed', content: said, ...(phase ? { phase } : {}) }];
  }
  return type === 'reasoning' ? reasoning(item) : [];
}

/** Reasoning with neither of its two contents is a mere reference to what the vendor was asked not to store. */
function reasoning({ summary, content, encrypted_content, status: _, ...others }: WireItem): VerbatimItem[] {
  const open = Array.isArray(content) && content.some((part) => part.text);
  if (!encrypted_content && !open) return [];
  const rest = Object.fromEntries(Object.entries(others).filter(([, value]) => value != null));
  return [
    {
      ...rest,
      type: 'reasoning',
      summary: Array.isArray(summary)
        ? summary.flatMap(({ text }) => (text ? [{ type: 'summary_text', text }] : []))
        : [],
      ...(open ? { content: content.flatMap(({ text }) => (text ? [{ type: 'reasoning_text', text }] : [])) } : {}),
      ...(encrypted_content ? { encrypted_content } : {}),
    },
  ];
}

function toContent(part: WirePart): Extract<VerbatimItem, { type: 'message' }>['content'] {
  if (part.refusal) return [{ type: 'refusal', refusal: part.refusal }];
  return part.text ? [{ type: 'output_text', text: part.text, annotations: [] }] : [];
}

function idOf(id: string | null | undefined): { id?: string } {
  return id ? { id } : {};
}
