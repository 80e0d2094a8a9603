import { describe, expect, it } from 'vitest';
import { account, ada, person } from '../../../../test/support/rows.ts';
import { heardPerson, mergePerson } from './person-rows.ts';

const unnamed = person(ada, { displayName: '', handle: '', email: null });
const heard = (name: string, at = 5) => ({ personId: ada, name, at });

describe('a name that messages tell', () => {
  it('stands where nobody else tells one', () => {
    expect(heardPerson(unnamed, account, heard('Ada'))).toEqual({
      ...unnamed,
      displayName: 'Ada',
      namedAt: 5,
    });
  });

  it('makes a row for somebody who is in no list', () => {
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
  ])('stands in place of %s', (_what, over) => {
    expect(heardPerson(person(ada, over), account, heard('Ada'))).toMatchObject({ displayName: 'Ada' });
  });

  it('never takes the place of a name that the directory tells', () => {
    expect(heardPerson(person(ada, { displayName: 'Ada Okafor' }), account, heard('A.'))).toBeNull();
  });

  it('gives way to that of a newer message, not of an older one, and not to itself', () => {
    const named = { ...unnamed, displayName: 'Ada', namedAt: 5 };
    expect(heardPerson(named, account, heard('Ada Okafor', 6))).toMatchObject({
      displayName: 'Ada Okafor',
      namedAt: 6,
    });
    expect(heardPerson(named, account, heard('A.', 4))).toBeNull();
    expect(heardPerson(named, account, heard('Ada', 5))).toBeNull();
  });
});

describe('what the directory tells', () => {
  const named = { ...unnamed, displayName: 'Ada', namedAt: 5 };

  it('takes the place of a name that messages told', () => {
    const told = person(ada, { displayName: 'Ada Okafor' });
    expect(mergePerson(named, told)).not.toHaveProperty('namedAt');
    expect(mergePerson(named, told).displayName).toBe('Ada Okafor');
  });

  it.each([
    ['no name', {}],
    ['an address', { displayName: 'ada@x.example', email: 'ada@x.example' }],
  ])('leaves it, where that is %s', (_what, over) => {
    expect(mergePerson(named, { ...unnamed, ...over })).toMatchObject({ displayName: 'Ada', namedAt: 5 });
  });

  it('is not forgotten by a list of members without names', () => {
    const known = person(ada, { displayName: 'Ada Okafor', jobTitle: 'Pilot' });
    expect(mergePerson(known, unnamed)).toMatchObject({ displayName: 'Ada Okafor', jobTitle: 'Pilot' });
    expect(mergePerson(known, unnamed)).not.toHaveProperty('namedAt');
  });

  it('counts anew: a name that became an address is that address', () => {
    const known = person(ada, { displayName: 'Ada Okafor' });
    const told = person(ada, { displayName: 'ada', handle: 'ada' });
    expect(mergePerson(known, told).displayName).toBe('ada');
  });
});
