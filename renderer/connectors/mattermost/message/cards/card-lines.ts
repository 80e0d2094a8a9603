/** What a card says, gathered line by line: plain text for people, and the links beside it. */
import { addressOf } from '../../../../text/addresses.ts';
import type { Attachment } from '../../../../model/index.ts';
import { type CardLink, eachOnce, linksOfMarkdown } from '../../../../text/card-links.ts';
import { plainOfMarkdown } from '../../../../text/mattermost-markdown/index.ts';

/** The parts of a post's card. `site`: the server's address, where links without a host lead; null where it is not known. */
export class CardLines {
  readonly #site: string | null;
  readonly #lines: string[] = [];
  readonly #links: CardLink[] = [];

  constructor(site: string | null) {
    this.#site = site;
  }

  /** Takes a text in Markdown, with its links. */
  add(markdown: string): void {
    const plain = plainOfMarkdown(markdown);
    if (plain !== '') this.#lines.push(plain);
    this.linksIn(markdown);
  }

  /** Takes only the links of a text in Markdown. */
  linksIn(markdown: string): void {
    const text = this.#site === null ? markdown : markdown.replace(/\]\(\/(?!\/)/g, `](${this.#site}/`);
    this.#links.push(...linksOfMarkdown(text));
  }

  /** Takes what is a link as a whole; without words of its own it is called by its address. */
  link(title: string, address: string): void {
    const url = addressOf(address, this.#site);
    if (/^https?:\/\//i.test(url)) this.#links.push({ title: title === '' ? url : title, url });
  }

  /** Takes a picture: a link to it, or its words where that leads nowhere or is there already. */
  picture(words: string, address: string): void {
    const url = addressOf(address, this.#site);
    if (/^https?:\/\//i.test(url) && !this.#links.some((link) => link.url === url)) this.link(words, url);
    else if (words !== '') this.#lines.push(words);
  }

  /** Takes what people choose from: `Choose a day: Monday, Tuesday`. */
  choices(name: string, options: readonly string[]): void {
    const said = options.filter((option) => option !== '').join(', ');
    this.add([name.replace(/:\s*$/, ''), said].filter((part) => part !== '').join(': '));
  }

  /** Whether nothing was said. */
  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#links.length === 0;
  }

  /** The card. `title` is plain text. */
  card(title: string, color: string | null): Attachment {
    return { kind: 'card', title, text: this.#lines.join('\n'), links: eachOnce(this.#links), color };
  }
}
