/** What the killed writer writes, and whether it is there whole. */
import type { Dexie } from 'dexie';

export const declareWritten = (database: Dexie): void =>
  void database.version(1).stores({ parts: '[number+at], number', marks: 'number', counted: '++id, number' });

/** The rows of a transaction: from one to sixty. */
export const partsOf = (number: number): readonly { number: number; at: number; text: string }[] =>
  Array.from({ length: 1 + ((number * 7) % 60) }, (_none, at) => ({
    number,
    at,
    text: `${number}/${at} `.repeat(30),
  }));

/** The last number of all, if every transaction up to it is whole and none after it is there in part. Throws what is wrong. */
export const lastWhole = async (database: Dexie): Promise<number> => {
  const marks = await database.table<{ number: number; parts: number }>('marks').orderBy('number').toArray();
  const counted = await database.table<{ id: number; number: number }>('counted').toArray();
  const last = marks.length;
  for (const [at, { number, parts }] of marks.entries()) {
    if (number !== at + 1) throw new Error(`transaction ${at + 1} is missing`);
    const expected = number > last - 10 ? [...partsOf(number)] : [];
    const found = await database.table('parts').where('number').equals(number).toArray();
    if (parts !== expected.length || JSON.stringify(found) !== JSON.stringify(expected))
      throw new Error(`transaction ${number} of ${last} is there in part`);
  }
  const beyond = await database.table('parts').where('number').above(last).count();
  if (beyond > 0) throw new Error('rows of a transaction without its mark');
  if (counted.length !== last || counted.some(({ id, number }) => id !== number))
    throw new Error('the counted keys are not those of the transactions');
  return last;
};
