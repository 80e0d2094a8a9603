import { X509Certificate } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keepCertificate, pageCertificate, spkiOf } from './certificate.ts';

it('is a new one at each start, for the pages of the app, and pinned by its own key', async () => {
  const [one, other] = await Promise.all([pageCertificate(undefined), pageCertificate(undefined)]);
  expect(one.spki).not.toBe(other.spki);
  const certificate = new X509Certificate(one.cert);
  expect(spkiOf(certificate)).toBe(one.spki);
  expect(certificate.checkHost('signin.isthmus.localhost')).toBe('*.isthmus.localhost');
});

it('is the kept one if a file is given, and only this user can read the file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'isthmus-certificate-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'certificate.json');
  await keepCertificate(file);
  const [one, other] = await Promise.all([pageCertificate(file), pageCertificate(file)]);
  expect(one).toEqual(other);
  expect(spkiOf(new X509Certificate(one.cert))).toBe(one.spki);
  if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
});
