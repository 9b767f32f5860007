import { inboxPages } from './inbox-pages.ts';
import { describeStates } from './states.ts';

describeStates(inboxPages);
