import { describeStates } from './states.ts';
import { systemsPages } from './systems-pages.ts';

describeStates(systemsPages);
