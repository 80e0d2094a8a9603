// Client certificates for servers that want one: the app chooses (select-client-certificate), and the choice holds for that server until it
// is refused, as in Chromium. Chromium offers only those that the server may accept; here all are offered.
import { X509Certificate } from 'node:crypto';
import type { ConnectionOptions } from 'node:tls';
import { desktop } from '../recorder.ts';
import { runtime } from '../runtime.ts';

/** A certificate with its key, PEM both. */
export interface Identity {
  readonly cert: string;
  readonly key: string;
}

const commonName = (distinguishedName: string): string => /^CN=(.*)$/m.exec(distinguishedName)?.[1] ?? '';

const principalOf = (distinguishedName: string): Electron.CertificatePrincipal => ({
  commonName: commonName(distinguishedName),
  country: '',
  locality: '',
  organizations: [],
  organizationUnits: [],
  state: '',
});

/** Electron's form of it. */
export function electronCertificate({ cert }: Pick<Identity, 'cert'>): Electron.Certificate {
  const read = new X509Certificate(cert);
  const fingerprint = Buffer.from(read.fingerprint256.replaceAll(':', ''), 'hex').toString('base64');
  const certificate: Omit<Electron.Certificate, 'issuerCert'> = {
    data: cert,
    fingerprint: `sha256/${fingerprint}`,
    issuer: principalOf(read.issuer),
    issuerName: commonName(read.issuer),
    serialNumber: read.serialNumber,
    subject: principalOf(read.subject),
    subjectName: commonName(read.subject),
    validStart: Date.parse(read.validFrom) / 1_000,
    validExpiry: Date.parse(read.validTo) / 1_000,
  };
  // Self-signed certificates have no issuer's certificate, in Electron either.
  return certificate as Electron.Certificate;
}

const choices = new Map<string, Identity>();

/** Forgets the choices, as after a start. */
export const forgetChoices = (): void => choices.clear();

/** Most servers refuse by an alert. Node's server only ends the connection if it does not know the certificate. */
const isRefusal = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  (error.code.includes('ALERT') || error.code === 'ECONNRESET');

const refused = (): Error => new Error('net::ERR_BAD_SSL_CLIENT_AUTH_CERT');

/**
 * Connects, with a certificate if the server wants one.
 * @param place `host:port`, as in Electron's event
 */
export async function withClientCertificate<Socket>(
  place: string,
  connect: (options: ConnectionOptions) => Promise<Socket>,
): Promise<Socket> {
  if (desktop.clientCertificates.length === 0) return connect({});
  // With TLS 1.2 the handshake reports a missing certificate; with 1.3 it is reported only afterwards.
  const known = choices.get(place);
  const attempt = (identity: Identity | undefined): Promise<Socket> =>
    connect({ maxVersion: 'TLSv1.2', ...(identity && { cert: identity.cert, key: identity.key }) });
  try {
    return await attempt(known);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    choices.delete(place);
    if (known !== undefined) throw refused();
  }
  const offered = [...desktop.clientCertificates];
  const chosen = await runtime.selectCertificate(place, offered.map(electronCertificate));
  const identity = offered.find(({ cert }) => cert === chosen?.data);
  if (identity === undefined) throw refused();
  choices.set(place, identity);
  try {
    return await attempt(identity);
  } catch (error) {
    choices.delete(place);
    throw isRefusal(error) ? refused() : error;
  }
}
