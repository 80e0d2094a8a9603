/** Reads a card of any family as attachments of a message. */
import type { Attachment } from '../../../../model/index.ts';
import { asWebAddress, parseRecord, type JsonRecord } from '../../graph/json.ts';
import { readAdaptiveCard } from './adaptive.ts';
import { readBotCard } from './bot.ts';
import type { CardText } from './card-text.ts';
import { readConnectorCard } from './connector.ts';
import { recordingCardOf } from './recordings.ts';

const cardType = /^application\/vnd\.microsoft\.(?:teams\.)?card\./;
/** Other types whose content may be a card: known ones, and future ones of Microsoft. */
const mayBeCard = /^announcement$|^application\/vnd\.microsoft\./;

/** The attachments for a card with this type and content; null if it is no card. Never an empty list. */
export const readCard = (type: string, value: unknown): readonly Attachment[] | null => {
  const content = parseRecord(value);
  const isCard = cardType.test(type);
  if (!isCard && !mayBeCard.test(type)) return null;
  if (content === null) return isCard ? [unreadable('')] : null;
  const recording = recordingCardOf(type, content);
  // The recording has the card's title, so the card itself gets none.
  const card = cardOf(cardText(type, recording === null ? content : { ...content, title: '' }));
  if (recording === null) return isCard || card.kind === 'card' ? [card] : null;
  return card.kind === 'card' ? [recording, card] : [recording];
};

const unreadable = (text: string): Attachment => ({ kind: 'unreadable-card', text });

/** A card with buttons only counts as unreadable, because nobody can tell what it is about. */
const cardOf = ({ buttons, text, ...card }: CardText): Attachment =>
  card.title === '' && text === '' && card.links.length === 0
    ? unreadable(buttons)
    : { kind: 'card', ...card, text: [text, buttons].filter(Boolean).join('\n') };

const cardText = (type: string, content: JsonRecord): CardText => {
  if (type === 'application/vnd.microsoft.card.adaptive') return readAdaptiveCard(content);
  if (type === 'application/vnd.microsoft.teams.card.o365connector') return readConnectorCard(content);
  const card = readBotCard(content);
  const component = asWebAddress(content.componentUrl);
  // A Loop component (`…card.fluidEmbedCard`) holds only an address.
  return component === null
    ? card
    : { ...card, links: [...card.links, { title: component, url: component }] };
};
