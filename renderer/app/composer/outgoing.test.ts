import { expect, it } from 'vitest';
import type { PersonId } from '../../model/index.ts';
import type { Document, Inline } from '../../text/document/index.ts';
import { mentionedPeople, mentionsFor, outgoingDocument } from './outgoing.ts';

const line = (...children: readonly Inline[]): Document => ({ blocks: [{ kind: 'paragraph', children }] });
const text = (value: string): Inline => ({ kind: 'text', text: value });
const mention = (id: string, name: string): Inline => ({
  kind: 'mention',
  target: { kind: 'person', personId: id as PersonId },
  text: name,
});

it('bare addresses become links, those that have a text keep it, and empty lines go', () => {
  const typed: Document = {
    blocks: [
      ...line(text('see https://x.example/a, or '), {
        kind: 'link',
        url: 'https://y.example/',
        title: '',
        children: [text('https://z.example/')],
      }).blocks,
      ...line().blocks,
    ],
  };
  expect(outgoingDocument(typed).blocks).toEqual(
    line(
      text('see '),
      { kind: 'link', url: 'https://x.example/a', title: '', children: [text('https://x.example/a')] },
      text(', or '),
      { kind: 'link', url: 'https://y.example/', title: '', children: [text('https://z.example/')] },
    ).blocks,
  );
});

it('code stays as it is', () => {
  const typed = line({ kind: 'code', text: 'https://x.example/' });
  expect(outgoingDocument(typed)).toEqual(typed);
});

it('whoever was chosen on the other side is meant as their twin, and is text where there is none', () => {
  const typed = line(
    mention('m/ada', '@ada'),
    text(' '),
    mention('m/ben', '@ben'),
    text(' '),
    mention('t/cem', 'Cem'),
  );
  expect(mentionedPeople(typed)).toEqual(['m/ada', 'm/ben', 't/cem']);
  const twins = new Map([['m/ada' as PersonId, 't/ada' as PersonId]]);
  expect(mentionsFor(typed, (id) => id.startsWith('t/'), twins)).toEqual(
    line(mention('t/ada', '@ada'), text(' '), text('@ben'), text(' '), mention('t/cem', 'Cem')),
  );
});
