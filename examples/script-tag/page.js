// A page without a framework: elements are made, set, heard and removed by the DOM alone.
const zones = ['Europe/London', 'Asia/Tokyo'];
const find = (id) => document.getElementById(id);
const [select, toggle, place] = ['time-zone', 'toggle', 'place'].map(find);
select.append(...zones.map((zone) => new Option(zone)));

let loads = 0;
// Events bubble: the page hears those of any dashboard in it.
document.addEventListener('usage-load', ({ ledger }) => {
  find('loaded').textContent = `Load ${++loads}: ${ledger.length} messages`;
});
document.addEventListener('usage-sort', ({ sorting }) => {
  find('sorted').textContent = sorting.map(({ column, direction }) => `${column} ${direction}`).join(', ');
});

function show() {
  const dashboard = document.createElement('usage-dashboard');
  dashboard.headers = async () => ({ authorization: 'Bearer demo' });
  dashboard.timeZone = select.value;
  dashboard.src = 'usage';
  place.append(dashboard);
}

select.addEventListener('change', () => {
  for (const dashboard of place.children) dashboard.timeZone = select.value;
});
toggle.addEventListener('click', () => {
  const shown = place.childElementCount > 0;
  if (shown) place.replaceChildren();
  else show();
  toggle.textContent = shown ? 'Show usage' : 'Hide usage';
});
show();
