import { describe, expect, it } from 'vitest';
import { trustSystemCertificates } from './certificates.ts';

describe('the system’s certificates', () => {
  it('are trusted besides Node’s own, each once', () => {
    let trusted: readonly string[] = [];
    const outcome = trustSystemCertificates({
      getCACertificates: (type) => (type === 'system' ? ['company', 'public'] : ['public']),
      setDefaultCACertificates: (certificates) => (trusted = certificates),
    });
    expect([outcome, trusted]).toEqual(['trusted', ['public', 'company']]);
  });
  it('are left alone on a Node that has no functions for it, as 20 has none', () => {
    expect(trustSystemCertificates({})).toBe('not-supported');
  });
  it.each(['getCACertificates', 'setDefaultCACertificates'] as const)(
    'that cannot be had do not keep the app from starting: %s throws',
    (name) => {
      const fails = (): never => {
        throw new Error('the store cannot be read');
      };
      const working = { getCACertificates: () => ['one'], setDefaultCACertificates: () => undefined };
      expect(trustSystemCertificates({ ...working, [name]: fails })).toBe('failed');
    },
  );
  it('never leave Node without any', () => {
    const fails = (): never => {
      throw new Error('nothing may be set');
    };
    expect(trustSystemCertificates({ getCACertificates: () => [], setDefaultCACertificates: fails })).toBe(
      'trusted',
    );
  });
});
