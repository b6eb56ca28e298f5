/** How far below or above the reader's sight something is prepared. */
const AHEAD = '400px';

/** Calls back once the element is in sight or nearly so; never when it is removed before. */
export function whenNear(element: Element, call: () => void): void {
  const observer = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) {
        if (!element.isConnected) observer.disconnect();
        return;
      }
      observer.disconnect();
      call();
    },
    { rootMargin: AHEAD },
  );
  observer.observe(element);
}
