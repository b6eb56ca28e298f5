import { connect } from 'node:net';
import type { Simulator } from './simulator.ts';

/** What the tests look at in an answer, streamed or not. */
export interface Chunk {
  readonly choices?: {
    readonly delta?: { readonly content?: string };
    readonly message?: object;
    readonly finish_reason?: string | null;
  }[];
  readonly usage?: {
    readonly completion_tokens: number;
    readonly completion_tokens_details: { readonly reasoning_tokens: number };
  };
  readonly error?: { readonly type: string; readonly code: string | null };
  readonly data?: { readonly id: string }[];
}

/** The body as JSON. */
export async function jsonOf(response: Response): Promise<Chunk> {
  return (await response.json()) as Chunk;
}

/** The payloads of the events, and what the text of the deltas adds up to. */
export function read(body: string): { events: string[]; text: string; json: Chunk[] } {
  const events = body
    .split('\n\n')
    .filter((event) => event.startsWith('data: '))
    .map((event) => event.slice(6));
  const json = events.flatMap((event) => {
    try {
      return [JSON.parse(event) as Chunk];
    } catch {
      return [];
    }
  });
  return { events, json, text: json.map((chunk) => chunk.choices?.[0]?.delta?.content ?? '').join('') };
}

/** What arrives on a bare socket, packet by packet. */
export function rawPackets(sim: Simulator): Promise<Buffer[]> {
  const body = JSON.stringify({ model: 'm', messages: [], stream: true });
  return new Promise((resolve, reject) => {
    const packets: Buffer[] = [];
    const socket = connect(sim.port, '127.0.0.1', () => {
      socket.setNoDelay(true);
      socket.write(`POST /sim/v1/chat/completions HTTP/1.1\r\nhost: sim\r\nconnection: close\r\n`);
      socket.write(`content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`);
    });
    socket.on('data', (packet) => packets.push(packet));
    socket.on('close', () => resolve(packets));
    socket.on('error', reject);
  });
}
