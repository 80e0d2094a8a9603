import { expect, it } from 'vitest';
import type { Account, Conversation, FileLimits, PersonId } from '../../model/index.ts';
import type { Document, Inline } from '../../text/document/index.ts';
import { mentionedPeople, mentionsFor, outgoingDocument, unfitFile } from './outgoing.ts';

const line = (...children: readonly Inline[]): Document => ({ blocks: [{ kind: 'paragraph', children }] });
const text = (value: string): Inline => ({ kind: 'text', text: value });
const mention = (id: string, name: string): Inline => ({
  kind: 'mention',
  target: { kind: 'person', personId: id as PersonId },
  text: name,
});

it('bare addresses become links, links keep their text, and empty lines are removed', () => {
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

it('code is not changed', () => {
  const typed = line({ kind: 'code', text: 'https://x.example/' });
  expect(outgoingDocument(typed)).toEqual(typed);
});

it('a mention that was chosen on the other side becomes a mention of the person’s twin, or text without a twin', () => {
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

it('the first file that the service refuses is named with the reason', () => {
  const at = (fileLimits: FileLimits, lacks: Account['lacks'] = []) => ({
    conversation: { archived: false } as Conversation,
    account: { fileLimits, lacks } as Account,
    threadId: '' as const,
  });
  const file = (name: string, size: number) => ({ name, bytes: { size } });
  const files = [file('a', 1), file('b', 30), file('c', 2)];
  expect(unfitFile(at({ perMessage: 3, largest: 30 }), files)).toBeNull();
  expect(unfitFile(at({ perMessage: null, largest: 20 }), files)).toEqual({
    name: 'b',
    bar: { kind: 'too-large', limit: 20 },
  });
  expect(unfitFile(at({ perMessage: 2, largest: null }), files)).toEqual({
    name: 'c',
    bar: { kind: 'too-many', most: 2 },
  });
  expect(unfitFile(at({ perMessage: null, largest: null }, ['files']), files)?.bar.kind).toBe('not-granted');
  expect(unfitFile(at({ perMessage: null, largest: null }, ['files']), [])).toBeNull();
});
