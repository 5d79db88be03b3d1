import { actsWith, byPath } from './support/router-acts.ts';
import { startReactRouter } from './support/routers/react-router.ts';

actsWith('with React Router', startReactRouter, byPath);
