/** What one client may take of the server; sizes in bytes, times in milliseconds. */
export const LIMITS = {
  /** A request's body: a long conversation with some pictures. */
  bodyBytes: 32 * 1024 * 1024,
  /** The bodies of all requests that are being read. */
  allBodiesBytes: 128 * 1024 * 1024,
  /** How deeply a body may be nested. */
  depth: 100,
  connections: 256,
  requests: 64,
  /** Until a request's headers are there, and until its body is. */
  headersMs: 10_000,
  requestMs: 60_000,
  /** How long a connection is kept that nobody uses. */
  keepAliveMs: 60_000,
  /** How often slow senders are looked for. */
  checkMs: 2_000,
  /** Of an answer whose reader does not read: characters that wait before its model has to. */
  waitingCharacters: 1024 * 1024,
  /** How long a reader may leave an answer unread. */
  unreadMs: 120_000,
  /** A stream says that it is there after so long without a word; its status is told by then. */
  statusMs: 120_000,
  silenceMs: 15_000,
  /** How long running requests may take to settle when the server stops. */
  settleMs: 3_000,
};

export type Limits = Readonly<typeof LIMITS>;
