import { describe, expect, it } from 'vitest';
import type { AccountId } from '../../model/index.ts';
import { accountName } from './account-names.ts';

const at = (id: string, label: string, organisation?: string, organisationName?: string) => ({
  id: id as AccountId,
  service: 'teams' as const,
  label,
  ...(organisation === undefined ? {} : { organisation }),
  ...(organisationName === undefined ? {} : { organisationName }),
});

describe('the name of an account', () => {
  const home = at('t-a', 'ada@contoso.example', '11111111-2222-4333-8444-555555555555');
  const guest = at('t-b', 'ada@contoso.example', 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee');

  it('is its label', () => {
    expect(accountName(home, [home, at('t-c', 'ben@contoso.example')])).toBe('ada@contoso.example');
  });

  it('tells one person’s accounts in two organisations apart', () => {
    expect([home, guest].map((one) => accountName(one, [home, guest]))).toEqual([
      'ada@contoso.example (organisation 11111111)',
      'ada@contoso.example (organisation aaaaaaaa)',
    ]);
  });

  const named = (first: string, second?: string) => {
    const label = 'ada@contoso.example';
    const all = [at('t-a', label, '11111111-2222', first), at('t-b', label, 'aaaaaaaa-bbbb', second)];
    return all.map((one) => accountName(one, all));
  };

  it('has the organisation’s name if that is known, else its id', () => {
    expect(named('Contoso', 'Partner Works')).toEqual([
      'ada@contoso.example (Contoso)',
      'ada@contoso.example (Partner Works)',
    ]);
    expect(named('Contoso')).toEqual([
      'ada@contoso.example (Contoso)',
      'ada@contoso.example (organisation aaaaaaaa)',
    ]);
  });

  it('has the ids if both organisations have the same name', () => {
    expect(named('Contoso', 'Contoso')).toEqual([
      'ada@contoso.example (organisation 11111111)',
      'ada@contoso.example (organisation aaaaaaaa)',
    ]);
  });

  it('shortens a long name', () => {
    expect(named('The long and ever longer name of a company', 'B')[0]).toBe(
      'ada@contoso.example (The long and ever longer name of a comp…)',
    );
  });

  it('is the label while the organisation is not known', () => {
    const old = at('t-d', 'ada@contoso.example');
    expect(accountName(old, [home, old])).toBe('ada@contoso.example');
  });
});

describe('awkward names', () => {
  it('give way to the id of the organisation, and to the name of the service', () => {
    const all = ['\u202E\u200F', ' \n '].map((name, place) =>
      at(`t-${place}`, 'ada@contoso.example', `${place}2345678-90`, name),
    );
    expect(all.map((one) => accountName(one, all))).toEqual([
      'ada@contoso.example (organisation 02345678)',
      'ada@contoso.example (organisation 12345678)',
    ]);
    expect(accountName(at('t-a', '\u202E \u0007'), [])).toBe('Microsoft Teams');
  });

  it('are cut between characters', () => {
    const all = ['🛟'.repeat(150), 'B'].map((name, place) =>
      at(`t-${place}`, 'ada@contoso.example', `${place}`, name),
    );
    expect(accountName(all[0] ?? at('', ''), all)).toBe(`ada@contoso.example (${'🛟'.repeat(19)}…)`);
  });
});
