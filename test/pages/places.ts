import type { UsageDashboard } from '@usage/dashboard';

/** Puts a dashboard into a place, and resolves to the one that is then looked at. All run in the page. */
type Put = (element: UsageDashboard) => Promise<UsageDashboard>;

/** Where pages have put elements. */
export const places: Record<string, Put> = {
  'moved into a frame': async (element) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.width = '900';
    frame.height = '800';
    document.body.append(element);
    await probe.drawn(element);
    frame.contentDocument!.body.append(element);
    await probe.pause(100);
    return element;
  },
  'moved into a frame and back while it loads': async (element) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    document.body.append(element);
    frame.contentDocument!.body.append(element);
    await probe.pause(1);
    document.body.append(element);
    frame.remove();
    return element;
  },
  'moved through a document without a window': async (element) => {
    document.body.append(element);
    await probe.drawn(element);
    document.implementation.createHTMLDocument().body.append(element);
    await probe.pause(50);
    document.body.append(element);
    return element;
  },
  cloned: async (element) => {
    document.body.append(element);
    await probe.drawn(element);
    const clone = element.cloneNode(true) as UsageDashboard;
    element.remove();
    document.body.append(clone);
    return clone;
  },
  'copied from a template': async (element) => {
    const template = document.createElement('template');
    template.content.append(element);
    const copy = document.importNode(template.content, true).firstElementChild as UsageDashboard;
    document.body.append(copy);
    return copy;
  },
  'in a closed shadow root': async (element) => {
    const host = document.body.appendChild(document.createElement('div'));
    host.attachShadow({ mode: 'closed' }).append(element);
    return element;
  },
  'in what is not displayed and shown later': async (element) => {
    const host = document.body.appendChild(document.createElement('div'));
    host.style.display = 'none';
    host.append(element);
    await probe.until(() => element.status === 'ready', 'usage is ready');
    await probe.pause(100);
    host.style.display = '';
    await probe.pause(100);
    return element;
  },
  'below the page’s end, where content-visibility is auto': async (element) => {
    const before = document.body.appendChild(document.createElement('div'));
    before.style.height = '5000px';
    const host = document.body.appendChild(document.createElement('div'));
    host.style.contentVisibility = 'auto';
    host.append(element);
    await probe.until(() => element.status === 'ready', 'usage is ready');
    await probe.pause(100);
    element.scrollIntoView();
    await probe.pause(200);
    return element;
  },
  'in a dialog that is opened': async (element) => {
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.style.width = '900px';
    dialog.append(element);
    await probe.until(() => element.status === 'ready', 'usage is ready');
    dialog.showModal();
    return element;
  },
  'taken out and put back twenty times': async (element) => {
    for (let count = 0; count < 20; count++) {
      document.body.append(element);
      if (count % 3) await probe.pause(5);
      element.remove();
    }
    document.body.append(element);
    return element;
  },
};

/**
 * What is seen of a dashboard in a place, sorted and scrolled. Runs in the page.
 * @param put as source.
 */
export async function inPlace(put: string) {
  const made = document.createElement('usage-dashboard');
  made.setAttribute('src', '/usage');
  made.setAttribute('time-zone', 'UTC');
  const element = await (new Function(`return (${put})`)() as Put)(made);
  await probe.drawn(element);
  await probe.pause(100);
  await probe.sort('Credits Used', element);
  await probe.sort('Credits Used', element);
  const sorted = probe.rows(element)[0]?.[3];
  const end = await probe.scrollTo(1, element);
  return { ...probe.seen(element), sorted, end };
}
