/** The tenant's signing key: RS256 tokens, checked without leaving this thread so that virtual time is undisturbed. */
import { createHash, generateKeyPairSync, sign, verify, type JsonWebKey } from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const decode = (part: string): Claims | null => {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : null;
  } catch {
    return null;
  }
};

export class SigningKey {
  readonly #pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
  readonly kid: string;

  constructor() {
    const der = this.#pair.publicKey.export({ type: 'spki', format: 'der' });
    this.kid = createHash('sha1').update(der).digest('base64url');
  }

  /** A signed JWT with these claims. */
  sign(claims: Claims): string {
    const text = `${encode({ typ: 'JWT', alg: 'RS256', kid: this.kid })}.${encode(claims)}`;
    return `${text}.${sign('RSA-SHA256', Buffer.from(text), this.#pair.privateKey).toString('base64url')}`;
  }

  /** The claims of a JWT signed with this key, or null. Says nothing about expiry. */
  claimsOf(token: string): Claims | null {
    const [header, payload, signature] = token.split('.');
    if (header === undefined || payload === undefined || signature === undefined) return null;
    const good = verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${payload}`),
      this.#pair.publicKey,
      Buffer.from(signature, 'base64url'),
    );
    return good ? decode(payload) : null;
  }

  /** The public half for the jwks endpoint. */
  jwk(): JsonWebKey {
    return { ...this.#pair.publicKey.export({ format: 'jwk' }), use: 'sig', kid: this.kid, alg: 'RS256' };
  }
}
