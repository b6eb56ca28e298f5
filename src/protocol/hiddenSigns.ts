/**
 * Signs that are not seen and make a text say something else than is read: overrides and isolates of direction, the tag
 * characters, in which whole sentences can be hidden, and control characters but blanks and line ends. Joiners are left alone: scripts and emoji
 * need them; so are the marks of direction, which move nothing but punctuation.
 */
export const HIDDEN_SIGNS = String.raw`\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\u{e0000}-\u{e007f}`;
