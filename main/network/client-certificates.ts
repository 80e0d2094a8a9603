/**
 * Chooses the certificate of this computer for a server that wants one. If only one fits, it is used without a question. If several fit,
 * the preset decides, else the person, whose choice is kept for that host. Electron would take the first one silently.
 */
import { z } from 'zod';
import { writeCaught } from '../failures/caught.ts';
import { createWriter, readIfThere } from '../files/atomic.ts';
import type { Log } from '../log/log.ts';
import type { Questions } from './questions.ts';

/** The part of Electron's Certificate that is used. Times in seconds since 1970. */
export interface OfferedCertificate {
  readonly fingerprint: string;
  readonly subjectName: string;
  readonly issuerName: string;
  readonly validStart: number;
  readonly validExpiry: number;
}

/** A rule of a preset: for servers at `host` (`chat.example`, or `*.example` for all hosts below it), use certificates with these names. */
export interface CertificateRule {
  readonly host: string;
  /** Common names; null allows any. */
  readonly issuer: string | null;
  readonly subject: string | null;
}

/** The surroundings of the choice. */
export interface CertificateSurroundings {
  readonly ask: Questions['ask'];
  readonly rules: readonly CertificateRule[];
  /** The file of the kept choices: fingerprints by host. */
  readonly file: string;
  /** The time, ms since 1970. */
  readonly now: () => number;
  /** Called after a person has chosen: failed requests may be tried again. */
  readonly given: () => void;
  readonly log: Log;
}

/** The choice of client certificates. */
export interface ClientCertificates {
  /**
   * The chosen certificate; null for none. Never rejects.
   * @param address `host:port`, or a whole address: Electron's `url`
   */
  choose<Offered extends OfferedCertificate>(
    address: string,
    offered: readonly Offered[],
  ): Promise<Offered | null>;
  /** The server at this address has refused the certificate: the next request asks the person again. */
  refused(address: string): void;
  /** Forgets that the person has chosen none, so that the next request asks again. */
  askAgain(): void;
}

type Standing =
  | { readonly kind: 'chosen'; readonly fingerprint: string }
  | { readonly kind: 'asked'; readonly answer: Promise<string | null> }
  /** The person has chosen none. No question is asked until `askAgain`. */
  | { readonly kind: 'declined' };

const fileShape = z.strictObject({ version: z.literal(1), hosts: z.record(z.string(), z.string()) });

/** The largest number of certificates in a question, newest first. */
const mostShown = 50;

const hostOf = (address: string): string => {
  const whole = /^[a-z]+:\/\//.test(address) ? address : `https://${address}`;
  return URL.canParse(whole) ? new URL(whole).host : address;
};

const isFor = (rule: CertificateRule, host: string): boolean => {
  const name = host.replace(/:\d+$/, '');
  return rule.host.startsWith('*.') ? name.endsWith(rule.host.slice(1)) : name === rule.host;
};

const fits = ({ issuer, subject }: CertificateRule, one: OfferedCertificate): boolean =>
  (issuer === null || issuer === one.issuerName) && (subject === null || subject === one.subjectName);

/** The certificate that is valid longest, because a renewed certificate may be stored beside the old one. */
const newest = <Offered extends OfferedCertificate>(offered: readonly Offered[]): readonly Offered[] =>
  [...offered].sort((one, other) => other.validExpiry - one.validExpiry);

async function readChoices(file: string): Promise<Map<string, Standing>> {
  const text = await readIfThere(file);
  if (text === null) return new Map();
  const { hosts } = fileShape.parse(JSON.parse(text));
  return new Map(Object.entries(hosts).map(([host, fingerprint]) => [host, { kind: 'chosen', fingerprint }]));
}

/** Opens the kept choices. If the file cannot be read, there are no choices. */
export async function openClientCertificates(
  surroundings: CertificateSurroundings,
): Promise<ClientCertificates> {
  const { ask, rules, file, now, given, log } = surroundings;
  const write = createWriter(file);
  let standings = new Map<string, Standing>();
  try {
    standings = await readChoices(file);
  } catch (error) {
    writeCaught(log, 'certificates-read', error);
  }
  const notTaken = new Set<string>();

  const save = async (): Promise<void> => {
    const hosts = [...standings].flatMap(([host, standing]) =>
      standing.kind === 'chosen' ? [[host, standing.fingerprint]] : [],
    );
    try {
      await write(JSON.stringify({ version: 1, hosts: Object.fromEntries(hosts) as unknown }));
    } catch (error) {
      // The choice holds until the app ends.
      writeCaught(log, 'certificates-kept', error);
    }
  };

  const askPerson = async (host: string, offered: readonly OfferedCertificate[]): Promise<string | null> => {
    log.write('client-certificate-asked', { offered: offered.length });
    const answer = await ask({
      kind: 'client-certificate',
      host,
      refused: notTaken.delete(host),
      certificates: newest(offered)
        .slice(0, mostShown)
        .map(({ fingerprint, subjectName, issuerName, validStart, validExpiry }) => ({
          fingerprint,
          subject: subjectName.slice(0, 300),
          issuer: issuerName.slice(0, 300),
          validFrom: validStart * 1_000,
          validUntil: validExpiry * 1_000,
        })),
    });
    if (answer?.kind !== 'client-certificate') {
      standings.set(host, { kind: 'declined' });
      return null;
    }
    standings.set(host, { kind: 'chosen', fingerprint: answer.fingerprint });
    await save();
    given();
    return answer.fingerprint;
  };

  const byRule = <Offered extends OfferedCertificate>(
    host: string,
    offered: readonly Offered[],
  ): Offered | null => {
    const valid = offered.filter(({ validExpiry }) => validExpiry * 1_000 > now());
    const rule = rules.find((one) => isFor(one, host) && valid.some((certificate) => fits(one, certificate)));
    return rule === undefined ? null : (newest(valid).find((one) => fits(rule, one)) ?? null);
  };

  return {
    choose: async (address, offered) => {
      const host = hostOf(address);
      const [only] = offered;
      if (offered.length <= 1) return only ?? null;
      const laidDown = byRule(host, offered);
      if (laidDown !== null) return laidDown;
      const standing = standings.get(host);
      const named = (fingerprint: string | null) =>
        offered.find((one) => one.fingerprint === fingerprint) ?? null;
      if (standing?.kind === 'declined') return null;
      // A chosen certificate may have been renewed or removed since.
      const chosen = standing?.kind === 'chosen' ? named(standing.fingerprint) : null;
      if (chosen !== null) return chosen;
      if (standing?.kind === 'asked') return named(await standing.answer);
      const answer = askPerson(host, offered);
      standings.set(host, { kind: 'asked', answer });
      return named(await answer);
    },
    refused: (address) => {
      const host = hostOf(address);
      if (standings.get(host)?.kind !== 'chosen') return;
      notTaken.add(host);
      standings.delete(host);
      void save();
    },
    askAgain: () => {
      for (const [host, { kind }] of standings) if (kind === 'declined') standings.delete(host);
    },
  };
}
