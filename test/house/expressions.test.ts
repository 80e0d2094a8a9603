// Writers of messages choose the text for our expressions, so no expression may need much time for any text.
import { describe, expect, test } from 'vitest';
import { expressionsOf } from './expressions/collect.ts';
import { slowAt } from './expressions/measure.ts';

/** The longest post that Mattermost takes, UTF-16 units. */
const longest = 16_383;
/** CPU time, ms. */
const allowed = 50;

describe('regular expressions take linear time', () => {
  const found = expressionsOf(['main', 'preload', 'renderer', 'sign-in', 'words']);
  const distinct = new Map(found.map((one) => [`/${one.source}/${one.flags}`, one]));

  test('are found in the code', () => {
    expect(distinct.size).toBeGreaterThan(150);
    expect(found.map(({ source }) => source)).toContain('^\\p{RGI_Emoji}');
  });

  test.each([...distinct].map(([name, one]) => [one.place, name, one] as const))(
    '%s %s',
    (_place, _name, { source, flags }) => {
      expect(slowAt(source, flags, longest, allowed)).toBeNull();
    },
  );
});

describe('a slow expression is found', () => {
  test.each([
    ['exponential: an emoji is also two', '^(?:\\s|\\p{RGI_Emoji})+$', 'v'],
    ['exponential: a repetition of repetitions', '^(?:[a-z]+)*$', ''],
    ['quadratic: begun at every character', '/+$', ''],
    ['quadratic: begun at every sign, and read to the end', '<![^>]*>', 'g'],
    ['polynomial: two repetitions take the same', 'text-decoration[^;]*:[^;]*underline', 'i'],
    ['quadratic: letters beyond ASCII begin anew', '(?<!\\w)[\\p{L}\\d]+\\.', 'iu'],
  ])('%s', (_name, source, flags) => {
    expect(slowAt(source, flags, longest, allowed)).not.toBeNull();
  });
});
