import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { signInRoutes } from '../sign-in/pages.ts';
import { chatRoutes } from './chat.ts';
import { displayPages } from './display.ts';
import { embeddingRoutes } from './embedding.ts';
import { frameRoutes } from './frame-pages.ts';
import { iconRoutes } from './icon.ts';
import { infoRoutes } from './info.ts';
import { sessionRoutes } from './own-page.ts';
import { planPages } from './plan.ts';
import { receiptPages } from './receipts.ts';
import { reminderPages } from './reminders.ts';
import { wordRoutes } from './words.ts';

/** Everything that participants open in a browser, assets aside. */
export function pageRoutes(parts: Parts): Route[] {
  const own = [...displayPages(), ...receiptPages(), ...planPages(parts), ...reminderPages(parts)];
  return [
    ...chatRoutes(parts),
    ...signInRoutes(parts),
    ...infoRoutes(parts),
    ...sessionRoutes(parts, own),
    ...frameRoutes(parts, own),
    ...iconRoutes(parts),
    ...embeddingRoutes(parts),
    ...wordRoutes(parts),
  ];
}
