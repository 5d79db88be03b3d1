import { actsWith, byPath } from './support/router-acts.ts';
import { startVueRouter } from './support/routers/vue-router.ts';

actsWith('with vue-router', startVueRouter, byPath);
