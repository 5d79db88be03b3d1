import type { UsageStrings } from '../strings.ts';

// Of its own, as English has one: this file imports nothing, so that a page with the script tag loads it alone.
const plural = (count: number, formatted: string, one: string, many: string) =>
  `${formatted} ${count === 1 ? one : many}`;

/** All words of the elements in German: `addLanguage('de', german)`. */
export const german: UsageStrings = {
  heading: 'Verbrauch',
  credits: (formatted) => `${formatted} Credits`,
  messages: (count, formatted) => plural(count, formatted, 'Nachricht', 'Nachrichten'),
  dates: (first, last) => (first === last ? first : `${first} bis ${last}`),
  timeZone: (name) => `Tage in ${name}`,
  chooseTimeZone: 'Zeitzone',
  asOf: (time) => `Stand ${time}`,
  unknownTimeZone: (given, used) => `Die Zeitzone „${given}“ ist hier unbekannt; die Tage gelten in ${used}.`,
  unknownTimeZoneInUrl: (parameter, used) =>
    `Die Zeitzone in der Adresse (${parameter}) ist hier unbekannt; die Tage gelten in ${used}.`,

  download: 'CSV herunterladen',
  refreshing: 'Wird aktualisiert …',
  refreshed: 'Der Verbrauch ist aktuell.',
  loading: 'Verbrauch wird geladen …',
  loaded: (messages, credits) => `Verbrauch geladen: ${messages}, ${credits}.`,
  empty: 'In diesem Zeitraum wurde noch nichts verbraucht.',
  failed: 'Der Verbrauch konnte nicht geladen werden',
  refreshFailed: (time) => `Der Verbrauch konnte nicht aktualisiert werden. Sie sehen den Stand von ${time}.`,
  retry: 'Erneut versuchen',
  reason: 'Technischer Grund',
  errors: {
    invalid_option: 'Die Seite hat diese Übersicht so eingerichtet, dass sie nicht funktioniert.',
    headers_failed: 'Die Seite konnte die Anfrage nicht anmelden.',
    network: 'Der Server ist nicht erreichbar. Prüfen Sie Ihre Verbindung.',
    circuit_open: 'Der Server ist mehrmals ausgefallen und bekommt eine Pause.',
    timeout: 'Der Server hat zu lange nicht geantwortet.',
    http_status: 'Der Server konnte die Anfrage nicht beantworten.',
    redirect: 'Der Server hat die Anfrage woandershin geschickt.',
    too_large: 'Die Antwort ist größer, als diese Seite aufnehmen kann.',
    contract_violation: 'Die Antwort des Servers ist nicht die vereinbarte; ihre Zahlen werden nicht gezeigt.',
    invalid_price: 'Ein Preis im Verbrauch ist ungültig; es werden keine Zahlen gezeigt.',
    total_too_large: 'Die Summe ist zu groß, um sie genau zu zeigen.',
  },
  unauthorized: 'Sie sind nicht angemeldet oder dürfen diesen Verbrauch nicht sehen.',

  table: 'Nachrichten',
  tableRegion: 'Nachrichten, rollbar',
  columns: {
    message_id: 'Nachricht',
    timestamp: 'Zeitpunkt',
    report_name: 'Bericht',
    credits_used: 'Credits',
  },
  sorted: (direction, rank, count) =>
    `${direction === 'asc' ? 'aufsteigend' : 'absteigend'} sortiert, ${rank} von ${count}`,
  sortedBy: (columns) => `Tabelle sortiert: ${columns}.`,
  unsorted: 'In ursprünglicher Reihenfolge.',
  sortHint: 'Klicken, um zu sortieren. Mit der Umschalttaste nach mehreren Spalten.',
  rest: (count, formatted) =>
    `${plural(count, formatted, 'weitere Nachricht steht', 'weitere Nachrichten stehen')} mit allen hier im CSV-Export.`,

  perDay: 'Credits pro Tag',
  perMonth: 'Credits pro Monat',
  perYear: 'Credits pro Jahr',
  longSpan: (unit) =>
    unit === 'month' ? 'nach Monaten, da es mehr als 400 Tage sind' : 'nach Jahren, da es mehr als 400 Monate sind',
  chartSummary: (name, zone, count, credits, highest) =>
    `${name}, ${zone}. ${count}, ${credits}, am meisten ${highest}.`,
  buckets: (unit, count, formatted) =>
    unit === 'day'
      ? plural(count, formatted, 'Tag', 'Tage')
      : unit === 'month'
        ? plural(count, formatted, 'Monat', 'Monate')
        : plural(count, formatted, 'Jahr', 'Jahre'),
  on: (credits, day) => `${credits} am ${day}`,
  bar: (day, credits, messages) => `${day}: ${credits}, ${messages}`,
  reports: 'Berichte',
  otherMessages: 'Nachrichten',
  messagesColumn: 'Nachrichten',
  asTable: 'Als Tabelle',
  units: { hour: 'Stunde', day: 'Tag', week: 'Woche', month: 'Monat', year: 'Jahr' },
  reportCredits: 'Credits für Berichte',
  total: 'Summe',
};
