import { actsWith, byHash } from './support/router-acts.ts';
import { startHashRouter } from './support/routers/hash.ts';
import { startVueRouter } from './support/routers/vue-router.ts';

actsWith('with a hash router', startHashRouter, byHash);
actsWith('with vue-router, routes in the hash', (draw) => startVueRouter(draw, true), byHash);
