import { expect, it } from 'vitest';
import { messages as mains } from '../../main/words/en.ts';
import { messages as pages } from '../../renderer/app/words/catalogue/en/index.ts';
import { faultsOf } from './catalogue.ts';
import { pseudo } from './pseudo.ts';

it('only what people read is changed', () => {
  expect(pseudo('Close')).toBe('Çļôôšéé');
  expect(pseudo('Open {name} now: {count, number}')).toBe('Ôþééñ {name} ñôôŵ: {count, number}');
  expect(pseudo('{count, plural, one {# reply} other {# replies}} here')).toBe(
    '{count, plural, one {# ŕééþļļý} other {# ŕééþļļîîééš}} ĥééŕéé',
  );
  expect(pseudo('{count, plural, one {waits} other {wait}}')).toBe(
    '{count, plural, one {ŵààîîţšš} other {ŵààîîţ}}',
  );
  expect(pseudo('{what, select, a {See {name}.} other {{count} of {name}}}')).toBe(
    '{what, select, a {Šéééé {name}.} other {{count} ôôƒ {name}}}',
  );
});

it('every message stays valid, and becomes much longer', () => {
  const all = [...Object.values<string>(mains), ...Object.values<string>(pages)];
  for (const message of all) expect(faultsOf(pseudo(message), 'en')).toEqual([]);
  const size = (list: readonly string[]) => list.join('').length;
  expect(size(all.map(pseudo)) / size(all)).toBeGreaterThan(1.3);
});
