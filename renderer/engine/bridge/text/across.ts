/** Turns a document into one for the other side: its mentions then mean people and channels there. */
import { type AccountId, otherService, type PersonId, type Service } from '../../../model/index.ts';
import type { Document, Inline, MentionInline, MentionTarget } from '../../../text/document/index.ts';
import { textInline } from '../../../text/document/index.ts';
import type { PeopleDirectory } from '../../people/directory.ts';

/** Whoever can be mentioned there; everybody else becomes words. */
export interface Mentionable {
  /** Mentions in quotes stay words: they have notified already. */
  readonly people: boolean;
  /** Teams has no mention of everyone in a chat of two (facts, teams-plugin §5.2). */
  readonly everyone: boolean;
}

/**
 * The document for the other side. Mentions point at people there, channels at those with which they are linked. Somebody who is not known
 * there becomes their name as text.
 */
export const acrossDocument = (
  document: Document,
  directory: PeopleDirectory,
  may: Mentionable = { people: true, everyone: true },
): Document =>
  mapInlines(document, (inline) => {
    if (inline.kind !== 'mention') return inline;
    const target = acrossTarget(inline.target, directory, may);
    if (target !== null) return { ...inline, target };
    const words = textInline(wordsFor(inline, directory));
    const place = inline.target.kind === 'channel' ? directory.placeOf(inline.target.conversationId) : null;
    return place === null ? words : { kind: 'link', url: place, title: '', children: [words] };
  });

/** The text for a mention of somebody or something that the other side does not know. */
const wordsFor = ({ target, text }: MentionInline, directory: PeopleDirectory): string =>
  target.kind === 'everyone'
    ? text
    : ((target.kind === 'person' ? directory.nameOf(target.personId) : null) ?? text.replace(/^@/, ''));

const acrossTarget = (
  target: MentionTarget,
  directory: PeopleDirectory,
  may: Mentionable,
): MentionTarget | null => {
  switch (target.kind) {
    case 'everyone':
      return may.everyone ? target : null;
    case 'channel':
      return null;
    case 'person': {
      const personId = may.people ? directory.counterpart(target.personId) : null;
      return personId === null ? null : { kind: 'person', personId };
    }
  }
};

/** The document with every inline that holds no other inlines replaced. */
export const mapInlines = (document: Document, change: (inline: Inline) => Inline): Document => {
  const inlines = (all: readonly Inline[]): Inline[] =>
    all.map((inline) =>
      'children' in inline ? { ...inline, children: inlines(inline.children) } : change(inline),
    );
  const blocks = (all: Document['blocks']): Document['blocks'] =>
    all.map((block) => {
      switch (block.kind) {
        case 'paragraph':
        case 'heading':
          return { ...block, children: inlines(block.children) };
        case 'quote':
          return { ...block, blocks: blocks(block.blocks) };
        case 'list':
          return { ...block, items: block.items.map((item) => ({ ...item, blocks: blocks(item.blocks) })) };
        case 'table':
          return {
            ...block,
            header: block.header?.map(inlines) ?? null,
            rows: block.rows.map((row) => row.map(inlines)),
          };
        case 'code':
        case 'rule':
          return block;
      }
    });
  return { blocks: blocks(document.blocks) };
};

/** The side of an account's person. */
export const sideOf = (accounts: Readonly<Record<Service, AccountId>>, person: PersonId): Service | null =>
  person.startsWith(`${accounts.teams}/`)
    ? 'teams'
    : person.startsWith(`${accounts.mattermost}/`)
      ? otherService('teams')
      : null;
