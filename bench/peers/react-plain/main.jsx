import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import { makeModel } from '../../first-paint/model.js';
import { Dashboard } from './dashboard.jsx';

globalThis.draw = (items, container) => {
  // At once, so that React does not wait for a frame that the others need not wait for.
  flushSync(() => createRoot(container).render(<Dashboard model={makeModel(items)} />));
};
