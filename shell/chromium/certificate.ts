// The certificate of the loopback server, trusted by its public key alone. It is made anew at every start, unless a test run keeps one.
import { createHash, X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';

/** A key pair and certificate, and the pin that makes Chromium trust it. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
  readonly spki: string;
}

/** Base64 SHA-256 of a certificate's public key, as `--ignore-certificate-errors-spki-list` wants it. */
export function spkiOf(certificate: X509Certificate): string {
  return createHash('sha256')
    .update(certificate.publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
}

/** Makes an EC certificate for these host names. */
export async function makeCertificate(hosts: readonly string[]): Promise<Certificate> {
  // Only here: its modules take a tenth of a second of CPU, and a start with a kept certificate needs none of them.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  });
  return { key: made.private, cert: made.cert, spki: spkiOf(new X509Certificate(made.cert)) };
}

/** The names of the app's pages. */
const pageHosts = ['app.isthmus.localhost', '*.isthmus.localhost'];

/** Makes a certificate for the app's pages and writes it, with its key, to `file`, which only this user can read. */
export async function keepCertificate(file: string): Promise<void> {
  await writeFile(file, JSON.stringify(await makeCertificate(pageHosts)), { mode: 0o600 });
}

/** The certificate for the app's pages: the one in `file` (`keepCertificate` wrote it), or a new one if no file is given. */
export async function pageCertificate(file: string | undefined): Promise<Certificate> {
  if (file === undefined) return makeCertificate(pageHosts);
  return JSON.parse(await readFile(file, 'utf8')) as Certificate;
}
