/** The text of a card of any of Teams' card families. All text is plain. */
import { type CardLink, linksOfMarkdown, withoutCardMarks } from '../../../../text/card-links.ts';
import { asRecord, asText } from '../../graph/json.ts';
import { linksOfHtml } from '../../../../text/teams-html/read/html-links.ts';
import { plainOfHtml } from '../../../../text/teams-html/index.ts';

export interface CardText {
  readonly title: string;
  readonly text: string;
  readonly links: readonly CardLink[];
  readonly color: string | null;
  /** The names of buttons without an address; '' if there are none. */
  readonly buttons: string;
}

/** Anybody can send a card, so its lines are bounded. Nobody reads more. */
export const maxLines = 500;

/** A text that may be HTML or Markdown, as plain text; '' if the value is no text. */
export const cardTextOf = (value: unknown): string => {
  const text = asText(value);
  return text === null ? '' : withoutCardMarks(plainOfHtml(text));
};

/** `Who: Ada`. An empty part is left out. */
export const pairOf = (name: string, value: string): string => [name, value].filter(Boolean).join(': ');

/** Links in texts that may be HTML or Markdown. */
export const linksIn = (...texts: readonly unknown[]): CardLink[] =>
  texts.flatMap((value) => {
    const text = asText(value);
    return text === null ? [] : [...linksOfHtml(text), ...linksOfMarkdown(text)];
  });

/** The names of buttons in one line; '' for none. */
export const buttonsInWords = (names: readonly string[]): string => names.filter(Boolean).join(' · ');

/** The first of these members of a record that holds a text; '' if none does. */
export const firstText = (value: unknown, keys: readonly string[]): string => {
  const record = asRecord(value);
  for (const key of keys) {
    const text = asText(record?.[key]);
    if (text !== null) return text;
  }
  return '';
};
