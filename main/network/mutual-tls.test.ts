// A real server that demands a client certificate, and a person who chooses one of two.
import { mkdtemp } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Certificate, makeCertificate } from '../../shell/chromium/certificate.ts';
import { agents } from '../../shell/net/agent.ts';
import { electronCertificate, forgetChoices } from '../../shell/net/client-certificates.ts';
import { desktop } from '../../shell/recorder.ts';
import { runtime } from '../../shell/runtime.ts';
import type { NetworkQuestion } from '../../preload/contract/index.ts';
import { openClientCertificates } from './client-certificates.ts';
import { networkFailure } from './failure.ts';
import { createQuestions } from './questions.ts';
import { originsOf } from './reach.ts';
import { testNetwork } from './testing/network.ts';
import { removeFolder } from '../files/testing/remove-folder.ts';

let folder: string;
let server: Server;
let url: string;
let known: Certificate;
let stranger: Certificate;
const usual = runtime.selectCertificate;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'isthmus-mutual-'));
  const own = await makeCertificate(['localhost']);
  [known, stranger] = await Promise.all([makeCertificate(['ada']), makeCertificate(['bob'])]);
  runtime.trustedKeys.add(own.spki);
  desktop.clientCertificates.push(stranger, known);
  server = createServer(
    { key: own.key, cert: own.cert, ca: [known.cert], requestCert: true, rejectUnauthorized: true },
    (_request, response) => response.end('welcome'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  for (const agent of Object.values(agents)) agent.destroy();
  desktop.clientCertificates.length = 0;
  runtime.selectCertificate = usual;
  forgetChoices();
  server.closeAllConnections();
  server.close();
  await removeFolder(folder);
});

/** The network with a person who chooses these certificates, one after the other; null is none. */
const withPerson = async (scripted: readonly (Certificate | null)[]) => {
  const shown: NetworkQuestion[] = [];
  const left = [...scripted];
  const questions = createQuestions((question) => {
    if (question === null) return;
    shown.push(question);
    const next = left.shift() ?? null;
    const answer = next && {
      kind: 'client-certificate' as const,
      fingerprint: electronCertificate(next).fingerprint,
    };
    setImmediate(() => questions.answer(question.id, answer));
  });
  const certificates = await openClientCertificates({
    ask: (question) => questions.ask(question),
    rules: [],
    file: join(folder, 'certificates.json'),
    now: () => Date.now(),
    given: () => undefined,
    log: { write: () => undefined },
  });
  runtime.selectCertificate = async (place, offered) =>
    (await certificates.choose(place, offered)) ?? undefined;
  const network = testNetwork({ certificateRefused: (address) => certificates.refused(address) });
  const outcome = (): Promise<string> =>
    network(url, { within: originsOf(url) }).then(
      (answer) => answer.text(),
      (error: unknown) => networkFailure(error),
    );
  return { shown, outcome };
};

it('a server gets the certificate that the person chose once in all requests', async () => {
  const { shown, outcome } = await withPerson([known]);
  expect(await Promise.all([outcome(), outcome(), outcome()])).toEqual(['welcome', 'welcome', 'welcome']);
  expect(shown).toMatchObject([{ host: new URL(url).host, refused: false, certificates: [{}, {}] }]);
});

it('a server that refuses the wrong certificate causes another question', async () => {
  const { shown, outcome } = await withPerson([stranger, known]);
  expect(await outcome()).toBe('client-certificate');
  expect(await outcome()).toBe('welcome');
  expect(shown.map((question) => 'refused' in question && question.refused)).toEqual([false, true]);
});

it('a server is not reached without a certificate: the reason is reported, and the person is not asked again', async () => {
  const { shown, outcome } = await withPerson([null]);
  expect([await outcome(), await outcome()]).toEqual(['client-certificate', 'client-certificate']);
  expect(shown).toHaveLength(1);
});
