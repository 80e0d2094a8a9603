/** Reads the Bot Framework's cards (hero, thumbnail, list, receipt, sign-in, media). Their text may be HTML. */
import { type CardLink, eachOnce } from '../../../../text/card-links.ts';
import { asRecord, asRecords, asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import { opensInTeamsOnly } from '../../../../text/teams-html/read/teams-only-address.ts';
import { buttonsInWords, linksIn, maxLines, pairOf, cardTextOf, type CardText } from './card-text.ts';

/** Types of buttons that open an address in the browser. For all others Teams sends the value itself, even if it looks like an address. */
const opening = new Set(['openUrl', 'playAudio', 'playVideo', 'showImage', 'downloadFile', '']);

const addressOf = (button: JsonRecord): string | null => {
  if (!opening.has(asText(button.type) ?? '')) return null;
  const url = asWebAddress(button.value) ?? asWebAddress(button.url);
  return url === null || opensInTeamsOnly(url) ? null : url;
};

const nameOf = (button: JsonRecord): string =>
  cardTextOf(button.title) || cardTextOf(button.text) || cardTextOf(button.displayText);

const linksOf = (buttons: unknown, name = ''): CardLink[] =>
  asRecords(buttons).flatMap((button) => {
    const url = addressOf(button);
    return url === null ? [] : [{ title: nameOf(button) || name || url, url }];
  });

/** A price or a quantity, which may be a number or a text. */
const amountOf = (value: unknown): string => (typeof value === 'number' ? String(value) : cardTextOf(value));

/** The card's texts; its media is a separate attachment (`recordings.ts`). */
export const readBotCard = (content: JsonRecord): CardText => {
  const items = asRecords(content.items);
  const lines = [
    cardTextOf(content.subtitle),
    cardTextOf(content.text),
    ...items.map((item) =>
      [
        pairOf(cardTextOf(item.title), cardTextOf(item.subtitle)),
        cardTextOf(item.text),
        amountOf(item.quantity),
        amountOf(item.price),
      ]
        .filter(Boolean)
        .join(', '),
    ),
    ...asRecords(content.facts).map((fact) => pairOf(cardTextOf(fact.key), cardTextOf(fact.value))),
    ...[content.tax, content.vat, content.total].map(amountOf),
  ];
  const tap = asRecord(content.tap);
  return {
    title: cardTextOf(content.title),
    text: lines.filter(Boolean).slice(0, maxLines).join('\n'),
    links: eachOnce([
      ...linksIn(content.title, content.subtitle, content.text),
      ...linksOf(content.buttons),
      ...linksOf(tap ? [tap] : []),
      ...items.flatMap((item) => linksOf([item.tap], cardTextOf(item.title))),
      ...asRecords(content.images).flatMap((image) => {
        const url = asWebAddress(image.url);
        return url === null || opensInTeamsOnly(url) ? [] : [{ title: cardTextOf(image.alt) || url, url }];
      }),
    ]),
    color: null,
    buttons: buttonsInWords(
      asRecords(content.buttons)
        .filter((button) => addressOf(button) === null)
        .map(nameOf),
    ),
  };
};
