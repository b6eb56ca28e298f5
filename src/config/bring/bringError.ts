/** Something that cannot be brought at all: one sentence for the reader, which never quotes what was read. */
export class BringError extends Error {}
