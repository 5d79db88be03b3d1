// Follows the script-tag bundle in the same script.
globalThis.draw = (items, container) => {
  const dashboard = document.createElement('usage-dashboard');
  dashboard.timeZone = 'UTC';
  dashboard.usage = items;
  container.append(dashboard);
};
