/** Questions about the network that only the person can answer. */
import { z } from 'zod';
import { shortText } from './limits.ts';

/** Main's questions to the person about the network. */
export const networkQuestion = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy-login'),
    id: z.number().int(),
    /** Host and port of the proxy, and its realm. */
    proxy: shortText,
    realm: shortText,
    /** Whether the password is sent unencrypted (Basic), so that others on the network could read it. */
    isPlain: z.boolean(),
    /** The proxy has refused the login of before. `username` is that login's name, else ''. */
    refused: z.boolean(),
    username: shortText,
    /** Whether a keyring could keep the login. */
    canKeep: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('client-certificate'),
    id: z.number().int(),
    /** The host that wants a certificate, with its port if it is not the default. */
    host: shortText,
    /** The host has refused the certificate that was chosen before. */
    refused: z.boolean(),
    /** The certificates of this computer that the host may accept. Names are common names, times are ms since 1970. */
    certificates: z
      .array(
        z.strictObject({
          fingerprint: shortText,
          subject: shortText,
          issuer: shortText,
          validFrom: z.number(),
          validUntil: z.number(),
        }),
      )
      .max(50),
  }),
]);
export type NetworkQuestion = z.infer<typeof networkQuestion>;

/** The person's answers. */
export const networkAnswer = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('proxy-login'),
    username: z.string().min(1).max(500),
    password: z.string().max(1_000),
    /** Whether to keep the login, encrypted by the system's keyring. Else it is kept until the app ends. */
    keep: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('client-certificate'), fingerprint: shortText }),
]);
export type NetworkAnswer = z.infer<typeof networkAnswer>;
