/** What a document becomes for the other side: who and what its mentions point at there. */
import { type AccountId, otherService, type PersonId, type Service } from '../../../model/index.ts';
import type { Document, Inline, MentionInline, MentionTarget } from '../../../text/document/index.ts';
import { textInline } from '../../../text/document/index.ts';
import type { PeopleDirectory } from '../../people/directory.ts';

/** Who can be mentioned there; everybody else is in words. */
export interface Mentionable {
  /** Not in what is only quoted: its mentions have notified once. */
  readonly people: boolean;
  /** Not in a conversation of two: Teams has nobody to call everyone there (facts, teams-plugin §5.2). */
  readonly everyone: boolean;
}

/** A document for the other side: mentions point at the people there, channels at what they are linked with; who is not known there is their name as text. */
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

/** What stands for a mention of somebody or something that the other side does not know. */
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

/** The document with each inline that holds no others replaced. */
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
