/** Reads an Office 365 connector card (incoming webhooks): its sections and actions. */
import { type CardLink, eachOnce } from '../../../../text/card-links.ts';
import { asRecords, asText, asWebAddress, type JsonRecord } from '../../graph/json.ts';
import { buttonsInWords, linksIn, maxLines, pairOf, cardTextOf, type CardText } from './card-text.ts';

/** The address that an action opens in the browser; null for other actions, whose target only gets the user's choice from Teams. */
const addressOf = (action: JsonRecord): string | null => {
  switch (asText(action['@type']) ?? asText(action.type)) {
    case 'OpenUri': {
      const targets = asRecords(action.targets);
      const target = targets.find(({ os }) => os === 'default') ?? targets[0];
      return asWebAddress(target?.uri);
    }
    case 'ViewAction':
      return asWebAddress(Array.isArray(action.target) ? action.target[0] : action.target);
    default:
      return null;
  }
};

/** The texts of an action that opens nothing: its name, its inputs, and the actions in it. */
const namesOf = (action: JsonRecord, depth = 0): readonly string[] =>
  depth > 4
    ? []
    : [
        cardTextOf(action.name),
        ...asRecords(action.inputs).flatMap((input) => [
          cardTextOf(input.title),
          ...asRecords(input.choices).map((choice) => cardTextOf(choice.display)),
        ]),
        ...asRecords(action.actions).flatMap((inner) => namesOf(inner, depth + 1)),
      ];

/** The card's texts, links and buttons, and the colour of its edge. */
export const readConnectorCard = (content: JsonRecord): CardText => {
  const sections = asRecords(content.sections).slice(0, maxLines);
  const lines = [cardTextOf(content.text)];
  const links: CardLink[] = linksIn(content.title, content.text);
  for (const section of sections) {
    const texts = [
      section.title,
      section.activityTitle,
      section.activitySubtitle,
      section.activityText,
      section.text,
    ];
    lines.push(...texts.map(cardTextOf));
    links.push(...linksIn(...texts));
    for (const fact of asRecords(section.facts)) {
      lines.push(pairOf(cardTextOf(fact.name), cardTextOf(fact.value)));
      links.push(...linksIn(fact.name, fact.value));
    }
    for (const image of asRecords(section.images)) lines.push(cardTextOf(image.title));
  }
  const actions = [content, ...sections].flatMap((part) => asRecords(part.potentialAction));
  const color = /^#?([0-9a-f]{6})$/i.exec(asText(content.themeColor) ?? '')?.[1];
  return {
    title: cardTextOf(content.title) || cardTextOf(content.summary),
    text: lines.filter(Boolean).join('\n'),
    links: eachOnce([
      ...links,
      ...actions.flatMap((action) => {
        const url = addressOf(action);
        return url === null ? [] : [{ title: cardTextOf(action.name) || url, url }];
      }),
    ]),
    color: color === undefined ? null : `#${color}`,
    buttons: buttonsInWords(
      actions.filter((action) => addressOf(action) === null).flatMap((action) => namesOf(action)),
    ),
  };
};
