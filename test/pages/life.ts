/**
 * Puts script and dashboard into a page whose elements have taken the names of properties, of the document and of a form
 * around the dashboard. Runs in the page, as all here, and reads nothing of the document by name.
 * @param controls Names of the form's controls.
 */
export async function begin(controls: readonly string[]) {
  const { createElement, querySelector } = Document.prototype;
  const make = (tag: string, attributes: Record<string, string>) => {
    const element = createElement.call(document, tag) as HTMLElement;
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const body = querySelector.call(document, 'body')!;
  const script = make('script', { src: '/usage-dashboard.min.js' });
  await new Promise((resolve) => {
    script.onload = resolve;
    body.append(script);
  });
  const form = make('form', {}) as HTMLFormElement;
  // In a page that has a spy.
  if ('documentSpy' in globalThis) documentSpy.watch(form);
  const attributes = { src: '/usage', 'time-zone': 'Asia/Tokyo', 'time-zone-param': 'tz', 'refresh-interval': '600' };
  form.append(...controls.map((name) => make('input', { name, hidden: '' })), make('usage-dashboard', attributes));
  body.append(form);
}

/** What a person does after work: looks at a bar, has the page printed, chooses UTC, and saves the CSV. */
export async function use() {
  const element = probe.dashboard();
  const chart = probe.chart();
  const plot = chart.querySelector('.plot')!;
  const { left, top, width } = plot.getBoundingClientRect();
  plot.dispatchEvent(new PointerEvent('pointermove', { clientX: left + width * 0.53, clientY: top + 5 }));
  await probe.until(() => chart.querySelector('.tooltip'), 'there is a tooltip');
  const tooltip = chart.querySelector('.tooltip')!.textContent!.replace(/\s+/g, ' ').trim();
  for (const type of ['beforeprint', 'afterprint']) window.dispatchEvent(new Event(type));
  const zones = probe.part(element, 'select') as HTMLSelectElement;
  zones.value = 'UTC';
  zones.dispatchEvent(new Event('change'));
  await probe.until(() => location.search === '?tz=UTC', 'the URL has the time zone');
  window.dispatchEvent(new PopStateEvent('popstate'));
  await element.updateComplete;
  probe.part(element, '[part=download]')!.click();
  return { tooltip, zone: (probe.part(element, 'select') as HTMLSelectElement).value };
}

/** Comes back to the page an hour later, twice: by focus, and by coming into sight. */
export async function comeBack() {
  const { dispatchEvent } = EventTarget.prototype;
  const { now } = Date;
  const element = probe.dashboard();
  const loads: string[] = [];
  for (const [hours, target, type] of [
    [1, window, 'focus'],
    [2, document, 'visibilitychange'],
  ] as const) {
    Date.now = () => now() + hours * 3_600_000;
    dispatchEvent.call(target, new Event(type));
    loads.push(`${type}: ${element.status}`);
    await probe.until(() => element.status !== 'loading', 'it has loaded');
    loads.push(element.status);
  }
  return loads;
}

/** Moves it into a frame, whose document has the same names, and out of the page; then comes back once more. */
export async function leave(names: readonly string[]) {
  const { createElement, querySelector } = Document.prototype;
  const element = probe.dashboard();
  const frame = createElement.call(document, 'iframe') as HTMLIFrameElement;
  frame.width = '900';
  Element.prototype.append.call(querySelector.call(document, 'body')!, frame);
  const inside = querySelector.call(frame.contentDocument!, 'body')!;
  inside.innerHTML = names.map((name) => `<img name="${name}">`).join('');
  inside.append(element);
  await probe.pause(100);
  await element.updateComplete;
  const moved = probe.seen(element);
  element.remove();
  const { now } = Date;
  Date.now = () => now() + 24 * 3_600_000;
  window.dispatchEvent(new Event('focus'));
  EventTarget.prototype.dispatchEvent.call(document, new Event('visibilitychange'));
  return { total: moved.total, laidOut: moved.laidOut, status: element.status };
}
