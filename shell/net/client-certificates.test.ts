import { afterEach, expect, it } from 'vitest';
import { app } from '../app.ts';
import { makeCertificate } from '../chromium/certificate.ts';
import { asElectron } from '../like.ts';
import { runtime } from '../runtime.ts';
import { electronCertificate } from './client-certificates.ts';

afterEach(() => void app.removeAllListeners('select-client-certificate'));

it('the app chooses a certificate: the first one, unless a listener prevents that and chooses', async () => {
  const offered = (await Promise.all([makeCertificate(['ada']), makeCertificate(['bob'])])).map(
    electronCertificate,
  );
  expect(await runtime.selectCertificate('chat.example:443', offered)).toBe(offered[0]);
  const seen: unknown[] = [];
  asElectron<Electron.App>()(app).on('select-client-certificate', (event, contents, url, list, choose) => {
    event.preventDefault();
    seen.push(contents, url, list.length);
    choose(list[1]);
  });
  expect(await runtime.selectCertificate('chat.example:443', offered)).toBe(offered[1]);
  expect(seen).toEqual([null, 'chat.example:443', 2]);
});

it('certificates have Electron’s form', async () => {
  const certificate = electronCertificate(await makeCertificate(['ada']));
  expect(certificate).toMatchObject({
    subjectName: 'ada',
    issuerName: 'ada',
    subject: { commonName: 'ada' },
  });
  expect(certificate.fingerprint).toMatch(/^sha256\/[A-Za-z0-9+/]{43}=$/);
  expect(certificate.validExpiry).toBeGreaterThan(certificate.validStart);
});
