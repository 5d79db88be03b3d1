import { actsWith, byPath } from './support/router-acts.ts';
import { startSvelteKit } from './support/routers/sveltekit.ts';

actsWith('with SvelteKit', startSvelteKit, byPath);
