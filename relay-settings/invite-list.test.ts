import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { inviteListRead } from '../relay/words/invite-list.ts';
import { parseInviteList, readInviteList } from './invite-list.ts';

it('the addresses of the column are read, and each line without one is named', () => {
  const reading = parseInviteList(
    '\uFEFFname,Email\r\n"Okafor, Ada",ADA@example.org\r\n\r\nBen,\r\n"Cy,cy@example.org\r\nDee, "d""d@example.org"\r\nDee,"d@example.org"\r\nEve\r\n',
  );
  expect(reading).toEqual({
    kind: 'read',
    list: {
      addresses: new Set(['ada@example.org', 'd@example.org']),
      mistakes: [
        { line: 4, kind: 'no-address' },
        { line: 5, kind: 'not-csv' },
        { line: 6, kind: 'not-csv' },
        { line: 8, kind: 'no-address' },
      ],
    },
  });
  expect(inviteListRead(reading, '/x.csv')).toEqual([
    '/x.csv, line 4: there is no e-mail address in the column “email”. The line is left out.',
    '/x.csv, line 5: the quotation marks are not right, so it cannot be read. The line is left out.',
    '/x.csv, line 6: the quotation marks are not right, so it cannot be read. The line is left out.',
    '/x.csv, line 8: there is no e-mail address in the column “email”. The line is left out.',
    'The relay may invite 2 people, by /x.csv.',
  ]);
});

it('what is longer than an address is none', () => {
  const [longest, longer] = [`${'a'.repeat(307)}@example.org`, `${'a'.repeat(309)}@example.org`];
  expect(parseInviteList(`email\n${longest}x\n${longer}`)).toEqual({
    kind: 'read',
    list: { addresses: new Set([`${longest}x`]), mistakes: [{ line: 3, kind: 'no-address' }] },
  });
});

it('a list with semicolons, or of one column, is read', () => {
  const addresses = new Set(['ada@example.org']);
  const read = { kind: 'read', list: { addresses, mistakes: [] } };
  expect(parseInviteList('email;name\nada@example.org;Ada')).toEqual(read);
  expect(parseInviteList('email\nada@example.org\n')).toEqual(read);
});

it('a list without the column, or that is not there, is refused', async () => {
  expect(parseInviteList('')).toEqual({ kind: 'refused', why: 'no-column' });
  expect(parseInviteList('mail\nada@example.org')).toEqual({ kind: 'refused', why: 'no-column' });
  expect(await readInviteList(resolve('/nowhere/people.csv'))).toEqual({ kind: 'refused', why: 'absent' });
});
