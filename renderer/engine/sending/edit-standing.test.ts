import { expect, it } from 'vitest';
import { message } from '../../../test/support/rows.ts';
import type { Message } from '../../model/index.ts';
import type { AttemptWant } from '../../store/index.ts';
import { type Document, paragraph, textInline } from '../../text/document/index.ts';
import { editStanding } from './edit-standing.ts';

const saying = (words: string): Document => ({ blocks: [paragraph(textInline(words))] });
const wanted = (edition?: number): Extract<AttemptWant, { readonly kind: 'edit' }> => ({
  kind: 'edit',
  of: { kind: 'message', id: message('1').id },
  text: { document: saying('mine'), subject: null, importance: 'normal', threadId: '', quotes: null },
  ...(edition === undefined ? {} : { edition }),
});
const says = (words: string, over: Partial<Message> = {}): Message =>
  message('1', { body: { format: 'text', content: words }, ...over });
const read = ({ body }: Message): Document => saying(body.content);

it.each<[string, Message | undefined, number | undefined, boolean, ReturnType<typeof editStanding>]>([
  ['is due where the user saw this edition', says('before'), 0, false, 'due'],
  ['is due where the mirror does not have the message', undefined, 0, true, 'due'],
  [
    'is due where the user wants it over whatever stands there',
    says('theirs', { editedAt: 7 }),
    undefined,
    false,
    'due',
  ],
  [
    'yields to an edition that the user has not seen',
    says('theirs', { editedAt: 7 }),
    0,
    false,
    'edited-since',
  ],
  ['yields also to a later one than they saw', says('theirs', { editedAt: 9 }), 7, false, 'edited-since'],
  ['is over where the message says so already', says('mine', { editedAt: 7 }), 0, false, 'done'],
  [
    'whose answer was lost is done where the message says so',
    says('mine', { editedAt: 7 }),
    undefined,
    true,
    'done',
  ],
  ['whose answer was lost is due where it did not arrive', says('before'), 0, true, 'due'],
  [
    'whose answer was lost yields to what came after it',
    says('theirs', { editedAt: 8 }),
    0,
    true,
    'edited-since',
  ],
  ['of what was deleted meanwhile is no more', says('', { deletedAt: 8 }), 0, false, 'gone'],
  ['of a subject alone is due', says('mine', { subject: 'other', editedAt: 7 }), 7, true, 'due'],
])('an edit %s', (_what, standsNow, edition, wasAsked, expected) => {
  expect(editStanding(standsNow, wanted(edition), { wasAsked, read })).toBe(expected);
});
