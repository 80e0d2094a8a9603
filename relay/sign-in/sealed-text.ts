/** Seals a text with AES-256-GCM, so that only who has the key can read it, and any change of it is noticed. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { z } from 'zod';

const form = 'isthmus-teams-sign-in-1';

const envelope = z.object({
  form: z.literal(form),
  /** When it was sealed, ms since 1970. It can be read without the key, and not changed without it. */
  sealedAt: z.int().nonnegative(),
  iv: z.base64(),
  tag: z.base64(),
  text: z.base64(),
});

/** What is in a sealed file. */
export type Unsealed =
  | { readonly kind: 'text'; readonly text: string; readonly sealedAt: number }
  /** It is no sealed text, or no whole one. */
  | { readonly kind: 'damaged' }
  /** It was sealed with another key, or changed since. */
  | { readonly kind: 'foreign'; readonly sealedAt: number };

/** The key of 32 bytes that belongs to a secret. */
export const keyOf = (secret: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', form, 32));

const authenticated = (sealedAt: number): Buffer => Buffer.from(`${form} ${sealedAt}`);

/** Each call takes a new initialisation vector: the same one twice would give the key's work away (NIST SP 800-38D, 8). */
export const seal = (text: string, key: Buffer, sealedAt: number): string => {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(authenticated(sealedAt));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const base64 = (bytes: Buffer): string => bytes.toString('base64');
  return `${JSON.stringify({
    form,
    sealedAt,
    iv: base64(iv),
    tag: base64(cipher.getAuthTag()),
    text: base64(sealed),
  } satisfies z.infer<typeof envelope>)}\n`;
};

/** Never throws. `key`: null if there is none. */
export const unseal = (content: string, key: Buffer | null): Unsealed => {
  const read = envelopeIn(content);
  if (read === null) return { kind: 'damaged' };
  const { sealedAt, iv, tag, text } = read;
  if (key === null) return { kind: 'foreign', sealedAt };
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(iv, 'base64'), { authTagLength: 16 })
      .setAAD(authenticated(sealedAt))
      .setAuthTag(Buffer.from(tag, 'base64'));
    const opened = Buffer.concat([decipher.update(Buffer.from(text, 'base64')), decipher.final()]);
    return { kind: 'text', text: opened.toString('utf8'), sealedAt };
  } catch {
    // Harmless: the administrator is told.
    return { kind: 'foreign', sealedAt };
  }
};

const envelopeIn = (content: string): z.infer<typeof envelope> | null => {
  try {
    return envelope.parse(JSON.parse(content));
  } catch {
    // Harmless: the administrator is told that it is damaged.
    return null;
  }
};
