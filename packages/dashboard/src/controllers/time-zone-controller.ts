import type { ReactiveControllerHost } from 'lit';
import { UrlParameterController } from './url-parameter-controller.ts';

/** Which time zone is asked for: by the person, else by the URL, else by the page; undefined for the viewer's. */
export class TimeZoneController {
  readonly #host: ReactiveControllerHost;
  readonly #url: UrlParameterController;
  #given: string | undefined;
  #chosen: string | undefined;

  constructor(host: ReactiveControllerHost & Element) {
    this.#host = host;
    this.#url = new UrlParameterController(host, 'time-zone-param', () => {
      this.#chosen = undefined;
      host.requestUpdate();
    });
  }

  /** The URL parameter's name; empty keeps the time zone out of the URL. */
  set parameter(name: string) {
    this.#url.name = name;
  }

  /** What the page asks for. From then on the person's choice counts no more. */
  set given(zone: string | undefined) {
    this.#given = zone;
    this.#chosen = undefined;
  }

  get asked(): string | undefined {
    return this.#chosen || this.#url.text || this.#given;
  }

  /** The URL parameter that asks, where it is the URL; else empty. */
  get askedByParameter(): string {
    return !this.#chosen && this.#url.text ? this.#url.name : '';
  }

  /** The person chose: it goes into the URL, unless the page asks for the same. */
  choose(zone: string): void {
    this.#chosen = zone;
    this.#url.write(zone === this.#given ? undefined : zone);
    this.#host.requestUpdate();
  }

  /** Where nothing but the viewer's place says which days are shown, the URL has to: it may be sent to somebody else. */
  share(viewersZone: string): void {
    if (!this.asked) this.#url.write(viewersZone);
  }
}
