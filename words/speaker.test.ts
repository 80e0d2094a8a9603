import { IntlMessageFormat } from 'intl-messageformat';
import { expect, it, vi } from 'vitest';
import { speaker } from './speaker.ts';

const { say, partsOf } = speaker(
  {
    plain: 'Up to date',
    counted: '{count, plural, one {# reply} other {# replies}} to {name}',
    broken: 'Waits for {name',
    open: '{count, plural, one {# reply}}',
  } as const,
  'en',
);

it('each message is parsed once, for any number of uses', () => {
  // Each formatter asks for its locale when it is made.
  const made = vi.spyOn(IntlMessageFormat, 'resolveLocale');
  for (let count = 0; count < 1000; count += 1) {
    say('counted', { count, name: 'Ada' });
    partsOf('counted', { count, name: 'Ada' });
  }
  expect(made).toHaveBeenCalledTimes(1);
  made.mockRestore();
});

it('values are inserted unchanged, also if they look like ICU or HTML', () => {
  const name = `{count} # '{x}' <b>&amp;</b>`;
  expect(say('counted', { count: 2, name })).toBe(`2 replies to ${name}`);
  expect(say('plain')).toBe('Up to date');
});

it('a value that is an element is a separate part, in its place in the message', () => {
  const name = { drawn: 'Ada' };
  expect(partsOf('counted', { count: 1, name })).toEqual(['1 reply to ', name]);
  expect(partsOf('counted', { count: 1, name: 'Ada' })).toEqual(['1 reply to Ada']);
});

it('a message that is not valid ICU is shown as it is written, without an error', () => {
  expect(partsOf('broken', { name: 'Ada' })).toEqual(['Waits for {name']);
  expect(say('open', { count: 2 })).toBe('{count, plural, one {# reply}}');
});
