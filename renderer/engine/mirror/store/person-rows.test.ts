import { describe, expect, it } from 'vitest';
import { account, ada, person } from '../../../../test/support/rows.ts';
import { heardPerson, mergePerson } from './person-rows.ts';

const unnamed = person(ada, { displayName: '', handle: '', email: null });
const heard = (name: string, at = 5) => ({ personId: ada, name, at });

describe('a person’s name in messages', () => {
  it('is used if no other source has one', () => {
    expect(heardPerson(unnamed, account, heard('Ada'))).toEqual({
      ...unnamed,
      displayName: 'Ada',
      namedAt: 5,
    });
  });

  it('makes a row for a person who is in no list', () => {
    expect(heardPerson(undefined, account, heard('Ada'))).toMatchObject({
      id: ada,
      accountId: account,
      displayName: 'Ada',
      namedAt: 5,
    });
  });

  it.each([
    ['an e-mail address', { displayName: 'Ada@X.example', email: 'ada@x.example' }],
    ['a sign-in name', { displayName: 'ada@x.example', handle: 'Ada@x.example' }],
  ])('replaces %s', (_what, over) => {
    expect(heardPerson(person(ada, over), account, heard('Ada'))).toMatchObject({ displayName: 'Ada' });
  });

  it('never replaces a name from the directory', () => {
    expect(heardPerson(person(ada, { displayName: 'Ada Okafor' }), account, heard('A.'))).toBeNull();
  });

  it('is replaced by that of a newer message, not of an older one, and not by itself', () => {
    const named = { ...unnamed, displayName: 'Ada', namedAt: 5 };
    expect(heardPerson(named, account, heard('Ada Okafor', 6))).toMatchObject({
      displayName: 'Ada Okafor',
      namedAt: 6,
    });
    expect(heardPerson(named, account, heard('A.', 4))).toBeNull();
    expect(heardPerson(named, account, heard('Ada', 5))).toBeNull();
  });
});

describe('a person’s name in the directory', () => {
  const named = { ...unnamed, displayName: 'Ada', namedAt: 5 };

  it('replaces a name from messages', () => {
    const told = person(ada, { displayName: 'Ada Okafor' });
    expect(mergePerson(named, told)).not.toHaveProperty('namedAt');
    expect(mergePerson(named, told).displayName).toBe('Ada Okafor');
  });

  it.each([
    ['no name', {}],
    ['an address', { displayName: 'ada@x.example', email: 'ada@x.example' }],
  ])('does not replace it if it is %s', (_what, over) => {
    expect(mergePerson(named, { ...unnamed, ...over })).toMatchObject({ displayName: 'Ada', namedAt: 5 });
  });

  it('is not removed by a list of members without names', () => {
    const known = person(ada, { displayName: 'Ada Okafor', jobTitle: 'Pilot' });
    expect(mergePerson(known, unnamed)).toMatchObject({ displayName: 'Ada Okafor', jobTitle: 'Pilot' });
    expect(mergePerson(known, unnamed)).not.toHaveProperty('namedAt');
  });

  it('is compared again: a name that became an address is that address', () => {
    const known = person(ada, { displayName: 'Ada Okafor' });
    const told = person(ada, { displayName: 'ada', handle: 'ada' });
    expect(mergePerson(known, told).displayName).toBe('ada');
  });
});
