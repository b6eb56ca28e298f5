import type { Workbench } from './workbench.ts';

/** How many notifications of a window say so, the ones that were put away included. */
export async function countNotices(window: Workbench, words: string): Promise<number> {
  await window.runCommand('Notifications: Show Notifications');
  const notices = window.page.locator('.notifications-center .notification-list-item', { hasText: words });
  const count = await notices.count();
  await window.runCommand('Notifications: Hide Notifications');
  return count;
}
