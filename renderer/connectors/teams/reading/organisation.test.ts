import { describe, expect, it } from 'vitest';
import { createScripted } from '../testing/scripted.ts';
import { organisationPath } from './organisation.ts';

const never = new AbortController().signal;
const tenant = 'TENANT';

const nameIn = async (one: object) => {
  const { connector } = createScripted({ [organisationPath]: { value: [{ id: tenant, ...one }] } });
  return connector.organisationName?.(never);
};

describe('the name of the organisation', () => {
  it.each([
    ['its name', { displayName: ' Contoso ', verifiedDomains: [{ name: 'contoso.example' }] }, 'Contoso'],
    [
      'its default domain where it has no name',
      {
        displayName: null,
        verifiedDomains: [
          { name: 'contoso.onmicrosoft.example', isDefault: false },
          { name: 'contoso.example', isDefault: true },
        ],
      },
      'contoso.example',
    ],
    ['its first domain where none is the default', { verifiedDomains: [{ name: 'a.example' }] }, 'a.example'],
    ['nothing where neither is told', { displayName: '', verifiedDomains: null }, null],
    ['nothing of another tenant', { id: 'other', displayName: 'Other' }, null],
  ])('%s', async (_what, one, value) => {
    expect(await nameIn(one)).toEqual({ ok: true, value });
  });

  it('a refusal is passed on', async () => {
    const { connector } = createScripted({});
    expect(await connector.organisationName?.(never)).toMatchObject({ ok: false });
  });
});
