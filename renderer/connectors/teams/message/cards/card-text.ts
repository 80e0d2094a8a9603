/** What a person can read on a card, whichever of Teams' card families it belongs to. All text comes out plain. */
import { type CardLink, linksOfMarkdown, withoutCardMarks } from '../../../../text/card-links.ts';
import { asRecord, asText } from '../../graph/json.ts';
import { linksOfHtml } from '../../../../text/teams-html/read/html-links.ts';
import { plainOfHtml } from '../../../../text/teams-html/index.ts';

export interface CardText {
  readonly title: string;
  readonly text: string;
  readonly links: readonly CardLink[];
  readonly color: string | null;
  /** What its buttons say that lead to no address; '' when it has none. */
  readonly buttons: string;
}

/** Cards come from strangers: no longer than a person would read. */
export const maxLines = 500;

/** A text that may be HTML or Markdown, without either's marks; '' for anything else. */
export const cardTextOf = (value: unknown): string => {
  const text = asText(value);
  return text === null ? '' : withoutCardMarks(plainOfHtml(text));
};

/** `Who: Ada`; what is missing is left out. */
export const pairOf = (name: string, value: string): string => [name, value].filter(Boolean).join(': ');

/** Links in texts that may be HTML or Markdown. */
export const linksIn = (...texts: readonly unknown[]): CardLink[] =>
  texts.flatMap((value) => {
    const text = asText(value);
    return text === null ? [] : [...linksOfHtml(text), ...linksOfMarkdown(text)];
  });

/** The names of buttons in one line; '' for none. */
export const buttonsInWords = (names: readonly string[]): string => names.filter(Boolean).join(' · ');

/** The first that is a text, of a record's members. */
export const firstText = (value: unknown, keys: readonly string[]): string => {
  const record = asRecord(value);
  for (const key of keys) {
    const text = asText(record?.[key]);
    if (text !== null) return text;
  }
  return '';
};
