import { describe, expect, it } from 'vitest';
import { bestOf, findableBy, fitOf, queryOf } from './name-match.ts';

const fit = (typed: string, names: readonly string[], about = '') =>
  fitOf(findableBy(names, about), queryOf(typed));

describe('a name matches', () => {
  it.each([
    ['ada okafor', 'Ada Okafor', 'whole'],
    ['ada o', 'Ada Okafor', 'start'],
    ['oka', 'Ada Okafor', 'words'],
    ['oka ad', 'Ada Okafor', 'words'],
    ['squ', 'town-square', 'words'],
    ['ao', 'Ada Okafor', 'initials'],
    ['rg', 'Release: (Gate)', 'initials'],
    ['kafo', 'Ada Okafor', 'inside'],
    ['zoe', 'Zoë Öz', 'start'],
    ['ZOË', 'Zoe Oz', 'start'],
    ['strasse', 'Hohe Straße', 'words'],
    ['lodz', 'Łódź', 'whole'],
    ['ιωαννα', 'Ιωάννα', 'whole'],
    ['й', 'Юрий', 'inside'],
    ['محمد', 'مُحَمَّد علي', 'start'],
    ['שלום', 'שָׁלוֹם', 'whole'],
    ['東京', '開発 東京', 'words'],
    ['京', '開発 東京', 'inside'],
    ['ㄱ', '김민준', 'start'],
    ['ａｄａ', 'Ada', 'whole'],
    ['🚀', 'Launch 🚀', 'inside'],
    ['c++', 'C++ guild', 'start'],
    ['++', 'C++ guild', 'inside'],
  ])('%s in %s: %s', (typed, name, expected) => {
    expect(fit(typed, [name])).toBe(expected);
  });

  it.each([
    ['xyz', 'Ada Okafor'],
    ['ada xyz', 'Ada Okafor'],
    // Another vowel sign, and another sound, is another letter.
    ['का', 'की'],
    ['が', 'か'],
    ['', 'Ada'],
    ['   ', 'Ada'],
  ])('not %s in %s', (typed, name) => {
    expect(fit(typed, [name])).toBeNull();
  });

  it('by the best of several names, and the team’s name can be part of the query', () => {
    expect(fit('plat', ['Old name', 'Platform'])).toBe('start');
    expect(fit('general har', ['General'], 'Harbour')).toBe('inside');
    expect(fit('general xyz', ['General'], 'Harbour')).toBeNull();
    expect(fit('ada', ['', ' '])).toBeNull();
  });
});

describe('the order of results', () => {
  const one = (name: string, at = 0, unread = false) => ({ name, at, unread, findable: findableBy([name]) });
  const order = (typed: string, all: readonly ReturnType<typeof one>[], most = 10) =>
    bestOf(all, queryOf(typed), most).map(({ name }) => name);

  it('is first by how well names match, also before newer or unread ones', () => {
    const all = [
      one('Nomad', 9, true),
      one('Anna Dahl', 8, true),
      one('Team Ada', 7, true),
      one('Adam', 6, true),
      one('Ad', 0),
    ];
    expect(order('ad', all)).toEqual(['Ad', 'Adam', 'Team Ada', 'Anna Dahl', 'Nomad']);
  });

  it('is then by unread, by recent activity, and by the given order', () => {
    const all = [
      one('Ada c', 1),
      one('Ada d', 1),
      one('Ada b', 5),
      one('Ada a', 3, true),
      one('Ada u', 4, true),
    ];
    expect(order('ada', all)).toEqual(['Ada u', 'Ada a', 'Ada b', 'Ada c', 'Ada d']);
    expect(order('ada', all, 2)).toEqual(['Ada u', 'Ada a']);
  });
});
