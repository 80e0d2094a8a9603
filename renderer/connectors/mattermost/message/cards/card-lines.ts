/** Collects a card's plain text line by line, and its links. */
import { addressOf } from '../../../../text/addresses.ts';
import type { Attachment } from '../../../../model/index.ts';
import { type CardLink, eachOnce, linksOfMarkdown } from '../../../../text/card-links.ts';
import { plainOfMarkdown } from '../../../../text/mattermost-markdown/index.ts';

/** The parts of a post's card. `site`: the server's address, to which links without a host lead; null if it is not known. */
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

  /** Takes a link with its title. If the title is empty, the address is the title. */
  link(title: string, address: string): void {
    const url = addressOf(address, this.#site);
    if (/^https?:\/\//i.test(url)) this.#links.push({ title: title === '' ? url : title, url });
  }

  /** Takes a picture: a link to it. If its address is no link, or is in the card already, only its words. */
  picture(words: string, address: string): void {
    const url = addressOf(address, this.#site);
    if (/^https?:\/\//i.test(url) && !this.#links.some((link) => link.url === url)) this.link(words, url);
    else if (words !== '') this.#lines.push(words);
  }

  /** Takes a list of choices: `Choose a day: Monday, Tuesday`. */
  choices(name: string, options: readonly string[]): void {
    const said = options.filter((option) => option !== '').join(', ');
    this.add([name.replace(/:\s*$/, ''), said].filter((part) => part !== '').join(': '));
  }

  /** Whether the card has no text and no link. */
  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#links.length === 0;
  }

  /** The card. `title` is plain text. */
  card(title: string, color: string | null): Attachment {
    return { kind: 'card', title, text: this.#lines.join('\n'), links: eachOnce(this.#links), color };
  }
}
