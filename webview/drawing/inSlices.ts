import { scheduleFrame } from '../scheduleFrame.ts';

/** Half a frame: the rest is for laying out and painting what was drawn, and for the keys. */
const SLICE_MS = 8;

const waiting: (() => boolean)[] = [];
const channel = new MessageChannel();
channel.port1.onmessage = takeStep;
let running = false;
let sliceBegan = 0;
let taskBegan: number | undefined;

/**
 * Calls `step` again and again until it returns false, each time in a task of its own, and so few of them per frame that
 * scrolling and typing stay fluid. Who came first is done first; `urgent` goes before all others.
 */
export function inSlices(step: () => boolean, urgent = false): void {
  if (urgent) waiting.unshift(step);
  else waiting.push(step);
  if (running) return;
  running = true;
  sliceBegan = performance.now();
  channel.port2.postMessage(0);
}

/** Whether this task may go on drawing. The clock starts at the first call in a task. */
export function hasTime(): boolean {
  if (taskBegan === undefined) {
    taskBegan = performance.now();
    setTimeout(() => {
      taskBegan = undefined;
    });
  }
  return performance.now() - taskBegan < SLICE_MS;
}

function takeStep(): void {
  taskBegan = performance.now();
  const step = waiting[0];
  let more = false;
  try {
    more = step?.() ?? false;
  } finally {
    if (!more && step !== undefined) waiting.splice(waiting.indexOf(step), 1);
    // Children draw themselves in microtasks: they count when the next task looks at the clock.
    if (waiting.length > 0) queueMicrotask(goOn);
    else running = false;
  }
}

function goOn(): void {
  setTimeout(() => {
    taskBegan = undefined;
  });
  if (performance.now() - sliceBegan < SLICE_MS) {
    channel.port2.postMessage(0);
    return;
  }
  scheduleFrame(() => {
    sliceBegan = performance.now();
    channel.port2.postMessage(0);
  });
}
