/** Runs the work in the next animation frame, or soon where no frame comes because the page is hidden. */
export function scheduleFrame(work: () => void): void {
  if (document.visibilityState === 'hidden') setTimeout(work, 50);
  else requestAnimationFrame(work);
}
