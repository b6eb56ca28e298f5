import { type Drawn, type DrawRequest, drawnSchema } from './diagramMessages.ts';

/** Takes the script from the panel: a sandboxed page cannot load one. */
const BOOTSTRAP = `addEventListener('message', ({ data, ports }) => {
  const script = document.createElement('script');
  script.nonce = data.nonce;
  script.textContent = data.script;
  document.head.append(script);
  startDiagrams(ports[0]);
}, { once: true });`;

/**
 * A page without an origin, a network or a way into the panel, in which Mermaid runs a model's text. It inherits the
 * panel's policy and narrows it to this one script; what it says is parsed before it is believed.
 */
export class DiagramFrame {
  readonly #element: HTMLIFrameElement;
  readonly #port: MessagePort;

  private constructor(element: HTMLIFrameElement, port: MessagePort) {
    this.#element = element;
    this.#port = port;
  }

  static async open(): Promise<DiagramFrame> {
    const panel = document.querySelector<HTMLScriptElement>('script[type="module"][src]');
    const nonce = panel?.nonce ?? '';
    const [script, element] = await Promise.all([readScript(panel?.src ?? ''), openElement(nonce)]);
    const { port1, port2 } = new MessageChannel();
    element.contentWindow?.postMessage({ nonce, script }, '*', [port2]);
    return new DiagramFrame(element, port1);
  }

  /** Rejects when the frame does not answer in time. */
  draw(request: DrawRequest, withinMs: number): Promise<Drawn> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('no answer')), withinMs);
      this.#port.onmessage = ({ data }: MessageEvent<unknown>) => {
        const answer = drawnSchema.safeParse(data);
        if (answer.success && answer.data.id !== request.id) return;
        clearTimeout(timer);
        if (answer.success) resolve(answer.data);
        else reject(new Error('a strange answer'));
      };
      this.#port.postMessage(request);
    });
  }

  close(): void {
    this.#port.close();
    this.#element.remove();
  }
}

async function readScript(panelScript: string): Promise<string> {
  const response = await fetch(new URL('diagramFrame.js', panelScript));
  if (!response.ok) throw new Error(`the diagram script: ${response.status}`);
  return response.text();
}

function openElement(nonce: string): Promise<HTMLIFrameElement> {
  const element = document.createElement('iframe');
  element.className = 'diagram-frame';
  element.sandbox.add('allow-scripts');
  element.ariaHidden = 'true';
  element.tabIndex = -1;
  element.srcdoc = `<!doctype html><meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'">
    <script nonce="${nonce}">${BOOTSTRAP}</script>`;
  return new Promise((resolve) => {
    element.addEventListener('load', () => resolve(element), { once: true });
    document.body.append(element);
  });
}
