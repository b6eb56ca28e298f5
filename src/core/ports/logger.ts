/** Where the core writes what it did. Never a prompt, an answer or a key. */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const SILENT: Logger = { debug() {}, info() {}, warn() {}, error() {} };
