import { parseBearer } from '../bearer.ts';
import type { Dialect } from '../dialect.ts';
import { serverSentEvents } from '../framing.ts';
import { fieldsOf } from '../json.ts';
import { checkRequest } from './checkRequest.ts';
import { errorAnswer } from './errors.ts';
import { errorFrames, frames } from './frames.ts';
import { messageId, whole } from './message.ts';
import { readRequest } from './readRequest.ts';

/** Anthropic's Messages (platform.claude.com/docs/en/api/messages). */
export const anthropicMessages: Dialect = {
  api: 'anthropic-messages',
  match: (path) => (path === '/v1/messages' ? {} : undefined),
  keyOf: (headers) => headers['x-api-key']?.toString() ?? parseBearer(headers),
  modelOf: (body) => {
    const { model } = fieldsOf(body);
    return typeof model === 'string' ? model : undefined;
  },
  read: readRequest,
  check: checkRequest,
  errorAnswer: (fault, { requestId }) => errorAnswer(fault, requestId),
  headers: (requestId) => ({ 'request-id': requestId }),
  framing: () => serverSentEvents('event: ping\ndata: {"type": "ping"}'),
  frames,
  errorFrames,
  brokenFrame: {
    event: 'content_block_delta',
    data: '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"bro',
  },
  idOf: messageId,
  whole,
};
