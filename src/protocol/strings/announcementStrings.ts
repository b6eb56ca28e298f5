/** Told to screen readers only. */
export const ANNOUNCEMENT_STRINGS = {
  announceDone: 'Answer from {0} finished.',
  announceStopped: 'Stopped.',
  announceFallback: '{0}: {1}. Asking {2}.',
} as const;
