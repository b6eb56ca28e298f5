import mermaid from 'mermaid';
import { type Drawn, drawSchema } from '../diagrams/diagramMessages.ts';
import { allowStyles } from './allowStyles.ts';
import { mermaidConfig } from './mermaidConfig.ts';
import { standalone } from './standalone.ts';

declare global {
  /** Called by the page around this script, with the panel's end of the conversation. */
  var startDiagrams: (port: MessagePort) => void;
}

const MOST_OF_A_REASON = 300;

/** Draws what the panel asks for, one after the other: the panel waits for each answer. */
globalThis.startDiagrams = (port) => {
  const forget = allowStyles();
  port.onmessage = async ({ data }: MessageEvent<unknown>) => {
    const request = drawSchema.safeParse(data);
    if (!request.success) return;
    port.postMessage(await draw(request.data.id, request.data.source, request.data.look));
    document.body.replaceChildren();
    forget();
  };
};

async function draw(id: number, source: string, look: Parameters<typeof mermaidConfig>[0]): Promise<Drawn> {
  try {
    mermaid.initialize(mermaidConfig(look));
    const { svg } = await mermaid.render(`diagram-${id}`, source);
    return { outcome: 'drawn', id, ...standalone(svg) };
  } catch (error) {
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
    return { outcome: 'broken', id, reason: reason.slice(0, MOST_OF_A_REASON) };
  }
}
