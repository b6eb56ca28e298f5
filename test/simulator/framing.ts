import type { Frame } from './dialect.ts';

/** How events become bytes. */
export interface Framing {
  readonly contentType: string;
  /** The text of the event with this index, counted from 0. */
  frame(frame: Frame, index: number): string;
  /** What keeps the connection alive between events. */
  readonly keepAlive: string;
  /** What follows so many events. */
  end(frames: number): string;
}

/** Server-sent events (html.spec.whatwg.org, 9.2) with these line ends and this comment or event to keep them alive. */
export function serverSentEvents(keepAlive = ': keep-alive', lineEnd = '\n'): Framing {
  return {
    contentType: lineEnd === '\n' ? 'text/event-stream; charset=utf-8' : 'text/event-stream',
    frame: ({ event, data }) => `${event ? `event: ${event}${lineEnd}` : ''}data: ${data}${lineEnd}${lineEnd}`,
    keepAlive: `${keepAlive}${lineEnd}${lineEnd}`,
    end: () => '',
  };
}

/** One JSON array, streamed element by element, as Gemini does without `alt=sse`. */
export const jsonArray: Framing = {
  contentType: 'application/json; charset=UTF-8',
  frame: ({ data }, index) => `${index === 0 ? '[' : ',\r\n'}${data}`,
  keepAlive: '\n',
  end: (frames) => (frames === 0 ? '[]' : ']'),
};
