import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import type { UsageLoadEvent, UsageSortEvent } from '@usage/dashboard';
import '@usage/dashboard';

/** `CUSTOM_ELEMENTS_SCHEMA` lets the template name tags that are no components of Angular. */
@Component({
  selector: 'app-root',
  templateUrl: './app.html',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
})
export class App {
  protected readonly headers = async () => ({ authorization: 'Bearer demo' });
  protected readonly timeZone = signal('Europe/London');
  protected readonly shown = signal(true);
  protected readonly loads = signal(0);
  protected readonly messages = signal(0);
  protected readonly sorted = signal('');

  protected hearLoad({ ledger }: UsageLoadEvent) {
    this.loads.update((loads) => loads + 1);
    this.messages.set(ledger.length);
  }

  protected hearSort({ sorting }: UsageSortEvent) {
    this.sorted.set(sorting.map(({ column, direction }) => `${column} ${direction}`).join(', '));
  }
}
