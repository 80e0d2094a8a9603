// The certificate of the loopback server, made anew at every start and trusted by its public key alone.
import { createHash, X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

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
  const made = await generate([{ name: 'commonName', value: hosts[0] ?? 'localhost' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  });
  return { key: made.private, cert: made.cert, spki: spkiOf(new X509Certificate(made.cert)) };
}
