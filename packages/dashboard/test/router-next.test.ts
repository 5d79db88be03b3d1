import { actsWith, byPath } from './support/router-acts.ts';
import { startNext } from './support/routers/next.ts';

actsWith('with the App Router of Next', startNext, { ...byPath, adopts: true });
