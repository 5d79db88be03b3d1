import { actsWith, byPath } from './support/router-acts.ts';
import { startVueRouter } from './support/routers/vue-router.ts';
import { putBack, stub } from './support/stub.ts';

// As Firefox was before 147, and WebKit is.
describe('without the navigation API', () => {
  before(() => stub(window, 'navigation', undefined));
  after(putBack);
  actsWith('with vue-router', startVueRouter, byPath);
});
