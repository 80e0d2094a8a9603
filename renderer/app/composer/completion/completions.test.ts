import { describe, expect, it } from 'vitest';
import type { ConversationId, PersonId } from '../../../model/index.ts';
import {
  channelsFor,
  everyoneFor,
  leafOf,
  mostChoices,
  peopleFor,
  type PersonChoice,
} from './completions.ts';

const person = (name: string, more: Partial<PersonChoice> = {}): PersonChoice => ({
  kind: 'person',
  id: name as PersonId,
  name,
  handle: '',
  otherName: '',
  isMember: true,
  ...more,
});
const names = (found: readonly PersonChoice[]) => found.map(({ name }) => name);

describe('people', () => {
  it('are found by the start of any word of any of their names', () => {
    const people = [
      person('Ada Okafor', { handle: 'ada.o' }),
      person('Ben Ruiz', { otherName: 'Benedikt (Ops)' }),
      person('Zoë Öz'),
      person('Bradana'),
    ];
    expect(names(peopleFor('oka', people))).toEqual(['Ada Okafor']);
    expect(names(peopleFor('ada.', people))).toEqual(['Ada Okafor']);
    expect(names(peopleFor('benedikt', people))).toEqual(['Ben Ruiz']);
    expect(names(peopleFor('zoe', people))).toEqual(['Zoë Öz']);
    expect(names(peopleFor('ada', people))).toEqual(['Ada Okafor']);
    expect(names(peopleFor('ada ok', people))).toEqual(['Ada Okafor']);
  });

  it('of the conversation come first, then people whose name begins with the text; the list has a longest length', () => {
    const people = [
      person('Adam', { isMember: false }),
      person('Jo Adams'),
      person('Ada'),
      ...Array.from({ length: 20 }, (_, at) => person(`Ad ${at}`, { isMember: false })),
    ];
    const found = peopleFor('ad', people);
    expect(names(found).slice(0, 3)).toEqual(['Ada', 'Jo Adams', 'Adam']);
    expect(found).toHaveLength(mostChoices);
  });
});

it('channels and mentions of everybody are found by their first letters', () => {
  const town = { kind: 'channel', id: 'm/town' as ConversationId, name: 'Town Square' } as const;
  expect(channelsFor('squ', [town])).toEqual([town]);
  expect(everyoneFor('ch', ['channel', 'all', 'here'])).toEqual([{ kind: 'everyone', word: 'channel' }]);
  expect(everyoneFor('', ['channel'])).toEqual([]);
});

it('a mention has the name as its service shows it, and the person’s id', () => {
  const ada = person('Ada Okafor', { handle: 'ada' });
  const target = { kind: 'person', personId: ada.id };
  expect(leafOf(ada, true)).toEqual({ kind: 'mention', target, text: '@ada' });
  expect(leafOf(ada, false)).toEqual({ kind: 'mention', target, text: 'Ada Okafor' });
});
