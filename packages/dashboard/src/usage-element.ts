import { LitElement, isServer, render, type CSSResult, type PropertyValues } from 'lit';
import { property } from 'lit/decorators.js';
import { createFormat, type UsageFormat } from './format.ts';
import { createElement, windowOf } from './genuine.ts';
import { inheritedLanguage, isRightToLeft, ownLanguage, validLocale } from './language.ts';
import { addLanguage, speak, stringsFor } from './languages.ts';
import { mergeStrings, type GivenStrings, type UsageStrings } from './strings.ts';
import { isTimeZone, viewersTimeZone } from './time-zone.ts';

/** All that is shown and told: the bars of a chart have their figures in labels. */
const said = (root: ParentNode) =>
  [
    root.lastElementChild?.textContent,
    ...Array.from(root.querySelectorAll('[aria-label]'), (one) => one.ariaLabel),
  ].join();

/**
 * What the three elements share: time zone, language and words, and styles that survive a move to another document.
 *
 * @cssproperty [--usage-surface] - Background.
 * @cssproperty [--usage-text] - Text.
 * @cssproperty [--usage-muted] - Secondary text.
 * @cssproperty [--usage-line] - Lines and borders.
 * @cssproperty [--usage-line-width=1px] - Width of lines and borders.
 * @cssproperty [--usage-hover] - Background of what is pointed at.
 * @cssproperty [--usage-accent] - Reports in the chart.
 * @cssproperty [--usage-accent-soft] - Messages without a report in the chart.
 * @cssproperty [--usage-focus=var(--usage-accent)] - The ring around what has the focus.
 * @cssproperty [--usage-danger] - The mark of a notice about a failure.
 * @cssproperty [--usage-font] - Typeface.
 * @cssproperty [--usage-font-size=0.875rem] - Size of text.
 * @cssproperty [--usage-font-size-small=0.75rem] - Size of secondary text.
 * @cssproperty [--usage-font-weight=400] - Weight of text.
 * @cssproperty [--usage-font-weight-medium=500] - Weight of headings, buttons and credits.
 * @cssproperty [--usage-font-weight-strong=600] - Weight of totals and of sorted headers.
 * @cssproperty [--usage-line-height=1.5] - Height of a line of text.
 * @cssproperty [--usage-space=1rem] - The unit of space.
 * @cssproperty [--usage-radius=10px] - Corners of the whole.
 * @cssproperty [--usage-radius-small=60% of --usage-radius] - Corners of what is inside: buttons, notices, the tooltip.
 */
export class UsageElement extends LitElement {
  /** Adds the words of a language for all elements: `addLanguage('de', german)`. */
  static readonly addLanguage = addLanguage;

  /**
   * IANA name of the time zone whose days and times are shown; its name always is, too.
   * @default the viewer's
   */
  @property({ attribute: 'time-zone' }) timeZone: string | undefined;

  /** BCP 47 tag for figures and times; without one, `1,240.60` and `29-04-2024 02:08`. */
  @property() locale: string | undefined;

  /** Words that replace the English ones. */
  @property({ attribute: false }) strings: GivenStrings | undefined;

  /** The time zone to be shown, if the browser knows it. */
  protected get askedZone(): string | undefined {
    return this.timeZone;
  }

  /**
   * True on a server, and until what a server has drawn is taken over: only what a server knows counts, neither the
   * viewer's place nor the page's URL. Then false; undefined for what was drawn here from the first.
   */
  protected served: boolean | undefined = isServer || !!this.shadowRoot || undefined;

  protected words: UsageStrings = mergeStrings();
  protected zone = '';
  protected format!: UsageFormat;
  #language: GivenStrings | undefined;
  #askedZone: string | undefined;

  constructor() {
    super();
    speak(this);
  }

  /** The language of the place. */
  protected get language(): string | undefined {
    return this.served ? ownLanguage(this) : inheritedLanguage(this);
  }

  /** Orders names: the language of the place, else the locale, else the browser's. */
  protected get collation(): string | undefined {
    return this.language ?? (this.locale ? validLocale(this.locale) : undefined);
  }

  /** Set on the root inside; undefined leaves it to the page. */
  protected get direction(): 'ltr' | 'rtl' | undefined {
    const { language } = this;
    if (!language) return undefined;
    return isRightToLeft(language) ? 'rtl' : 'ltr';
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // Without Lit's support for taking over what a server has drawn, which observes this attribute, it is drawn anew.
    if (!(this.constructor as typeof LitElement).observedAttributes.includes('defer-hydration')) {
      this.served = undefined;
      this.shadowRoot?.replaceChildren();
    }
    if (this.served || this.ownerDocument === document) return super.createRenderRoot();
    // Made here for another document: Lit's own sheets are refused there.
    const { shadowRootOptions } = this.constructor as typeof LitElement;
    const root = this.shadowRoot ?? this.attachShadow(shadowRootOptions);
    this.adoptedCallback();
    return root;
  }

  /** Sheets belong to the document they were made in. Language and base of URLs are others there, too. */
  adoptedCallback(): void {
    this.requestUpdate();
    const view = windowOf(this);
    if (!view || !this.shadowRoot) return;
    const { elementStyles } = this.constructor as typeof LitElement;
    this.shadowRoot.adoptedStyleSheets = elementStyles.map((style) => {
      const sheet = new view.CSSStyleSheet();
      sheet.replaceSync((style as CSSResult).cssText);
      return sheet;
    });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const language = stringsFor(this.language);
    if (changed.has('strings') || language !== this.#language) this.words = mergeStrings(language, this.strings);
    this.#language = language;
    const asked = this.askedZone;
    if (this.zone && asked === this.#askedZone && !changed.has('locale')) return;
    this.#askedZone = asked;
    this.zone = asked && isTimeZone(asked) ? asked : viewersTimeZone();
    this.format = createFormat(this.locale ? validLocale(this.locale) : undefined, this.zone);
  }

  protected override update(changed: PropertyValues<this>): void {
    const root: (ShadowRoot & { _$litPart$?: unknown }) | null = this.shadowRoot;
    if (!this.served || !root) return super.update(changed);
    try {
      super.update(changed);
      // Lit takes over texts unseen, and the figures of another ledger among them.
      const own = createElement(this.ownerDocument, 'div');
      render(this.render(), own);
      if (said(root) === said(own)) return;
    } catch {
      // Not even the templates are the same.
    }
    // The server was given something else: what was given here counts.
    root.replaceChildren();
    root._$litPart$ = undefined;
    this.adoptedCallback();
    super.update(changed);
  }

  protected override firstUpdated(): void {
    if (!this.served) return;
    this.served = false;
    queueMicrotask(() => this.requestUpdate());
  }
}
