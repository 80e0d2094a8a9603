import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { NetworkAnswer } from '../../preload/contract/index.ts';
import {
  type CertificateRule,
  type OfferedCertificate,
  openClientCertificates,
} from './client-certificates.ts';
import { createQuestions } from './questions.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

const now = Date.parse('2026-11-27T09:00:00Z');
const certificate = (fingerprint: string, own: Partial<OfferedCertificate> = {}): OfferedCertificate => ({
  fingerprint,
  subjectName: 'ada',
  issuerName: 'Harbour CA',
  validStart: now / 1_000 - 1_000,
  validExpiry: now / 1_000 + 1_000,
  ...own,
});
const work = certificate('sha256/work');
const home = certificate('sha256/home', { issuerName: 'Home CA' });
const both = [work, home];
const take = ({ fingerprint }: OfferedCertificate): NetworkAnswer => ({
  kind: 'client-certificate',
  fingerprint,
});

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'isthmus-certificates-'))));
afterEach(() => removeFolder(folder));

/** Choices with a person who answers when the test says so. */
async function desk(rules: readonly CertificateRule[] = []) {
  const events: string[] = [];
  const given = { count: 0 };
  const questions = createQuestions(() => undefined);
  const certificates = await openClientCertificates({
    ask: (question) => questions.ask(question),
    rules,
    file: join(folder, 'certificates.json'),
    now: () => now,
    given: () => (given.count += 1),
    log: { write: (event) => void events.push(event) },
  });
  const answer = (value: NetworkAnswer | null): void => questions.answer(questions.current()?.id ?? 0, value);
  return { certificates, questions, answer, events, given };
}

describe('a server that wants a certificate', () => {
  it('gets the only certificate without a question, and none if there is none', async () => {
    const { certificates, questions } = await desk();
    expect(await certificates.choose('chat.example:443', [work])).toBe(work);
    expect(await certificates.choose('chat.example:443', [])).toBeNull();
    expect(questions.current()).toBeNull();
  });
  it('gets the one that the person chooses, with one question for all waiting requests', async () => {
    const at = await desk();
    const waiting = [1, 2, 3].map(() => at.certificates.choose('chat.example:443', both));
    expect(at.questions.current()).toMatchObject({
      kind: 'client-certificate',
      host: 'chat.example',
      refused: false,
      certificates: [
        { fingerprint: 'sha256/work', subject: 'ada', issuer: 'Harbour CA', validUntil: now + 1_000_000 },
        { fingerprint: 'sha256/home', issuer: 'Home CA' },
      ],
    });
    at.answer(take(home));
    expect(await Promise.all(waiting)).toEqual([home, home, home]);
    expect([at.questions.current(), at.given.count]).toEqual([null, 1]);
  });
  it('gets the stored choice at the next start, too; another host and port cause a question', async () => {
    const at = await desk();
    const first = at.certificates.choose('chat.example:443', both);
    at.answer(take(home));
    await first;
    const next = await desk();
    expect(await next.certificates.choose('https://chat.example/', both)).toBe(home);
    const other = next.certificates.choose('chat.example:8443', both);
    expect(next.questions.current()).toMatchObject({ host: 'chat.example:8443' });
    next.answer(null);
    expect(await other).toBeNull();
  });
  it('causes a new question when the chosen certificate no longer exists', async () => {
    const at = await desk();
    const first = at.certificates.choose('chat.example:443', both);
    at.answer(take(home));
    await first;
    const renewed = certificate('sha256/home-renewed', { issuerName: 'Home CA' });
    const second = at.certificates.choose('chat.example:443', [work, renewed]);
    at.answer(take(renewed));
    expect(await second).toBe(renewed);
  });
  it('gets none after the person has chosen none, until the person wants to be asked again', async () => {
    const at = await desk();
    const first = at.certificates.choose('chat.example:443', both);
    at.answer(null);
    expect(await first).toBeNull();
    expect(await at.certificates.choose('chat.example:443', both)).toBeNull();
    // A refusal without a shown certificate is ignored.
    at.certificates.refused('https://chat.example/api/v4/users/me');
    expect(await at.certificates.choose('chat.example:443', both)).toBeNull();
    at.certificates.askAgain();
    const next = at.certificates.choose('chat.example:443', both);
    at.answer(take(work));
    expect(await next).toBe(work);
  });
  it('that refuses the chosen certificate makes Isthmus ask the person again, with that reason', async () => {
    const at = await desk();
    const first = at.certificates.choose('chat.example:443', both);
    at.answer(take(home));
    await first;
    at.certificates.refused('https://chat.example/api/v4/users/me');
    const second = at.certificates.choose('chat.example:443', both);
    expect(at.questions.current()).toMatchObject({ refused: true });
    at.answer(take(work));
    expect(await second).toBe(work);
    expect(await readFile(join(folder, 'certificates.json'), 'utf8')).toBe(
      '{"version":1,"hosts":{"chat.example":"sha256/work"}}',
    );
  });
});

describe('a preset', () => {
  const rule = (own: Partial<CertificateRule>): CertificateRule => ({
    host: 'chat.example',
    issuer: null,
    subject: null,
    ...own,
  });
  it.each([
    ['by issuer', rule({ issuer: 'Home CA' }), home],
    ['for what is below a domain', rule({ host: '*.example', issuer: 'Harbour CA' }), work],
  ])('chooses %s, without a question', async (_how, one, expected) => {
    const { certificates, questions } = await desk([one]);
    expect(await certificates.choose('chat.example:443', both)).toBe(expected);
    expect(questions.current()).toBeNull();
  });
  it('chooses the one that is valid longest, and none that has expired', async () => {
    const renewed = certificate('sha256/renewed', { validExpiry: now / 1_000 + 9_000 });
    const old = certificate('sha256/old', { validExpiry: now / 1_000 - 1 });
    const { certificates } = await desk([rule({ subject: 'ada', issuer: 'Harbour CA' })]);
    expect(await certificates.choose('chat.example:443', [old, work, renewed])).toBe(renewed);
  });
  it.each([rule({ host: 'other.example', issuer: 'Home CA' }), rule({ issuer: 'Nobody' })])(
    'that fits no certificate leaves the choice to the person: %o',
    async (one) => {
      const { certificates, questions, answer } = await desk([one]);
      const chosen = certificates.choose('chat.example:443', both);
      expect(questions.current()).not.toBeNull();
      answer(take(work));
      expect(await chosen).toBe(work);
    },
  );
});

it('a stored choice that cannot be read is ignored and logged', async () => {
  await writeFile(join(folder, 'certificates.json'), '{');
  const { certificates, questions, events } = await desk();
  void certificates.choose('chat.example:443', both);
  expect(questions.current()).not.toBeNull();
  expect(events).toEqual(['caught-certificates-read-syntax-error', 'client-certificate-asked']);
});
