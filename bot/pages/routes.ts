import type { Parts } from '../parts.ts';
import type { Route } from '../route.ts';
import { signInRoutes } from '../sign-in/pages.ts';
import { chatRoutes } from './chat.ts';
import { displayRoutes } from './display.ts';
import { embeddingRoutes } from './embedding.ts';
import { iconRoutes } from './icon.ts';
import { infoRoutes } from './info.ts';
import { planRoutes } from './plan.ts';
import { receiptRoutes } from './receipts.ts';
import { reminderRoutes } from './reminders.ts';
import { wordRoutes } from './words.ts';

/** Everything that participants open in a browser, assets aside. */
export function pageRoutes(parts: Parts): Route[] {
  return [
    ...chatRoutes(parts),
    ...signInRoutes(parts),
    ...infoRoutes(parts),
    ...receiptRoutes(parts),
    ...displayRoutes(parts),
    ...iconRoutes(parts),
    ...embeddingRoutes(parts),
    ...wordRoutes(parts),
    ...planRoutes(parts),
    ...reminderRoutes(parts),
  ];
}
