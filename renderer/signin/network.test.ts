import { describe, expect, it } from 'vitest';
import type { CallResponse } from '../../preload/contract/index.ts';
import { createNetwork, Delayed, longestTokenWait, Refused, type SendRequest } from './network.ts';

const url = 'https://login.example/organizations/oauth2/v2.0/token';
const renewal = { body: 'client_id=c&grant_type=refresh_token&refresh_token=r', headers: { a: 'b' } };
const redemption = { body: 'grant_type=authorization_code&code=c', headers: {} };

type Answer = CallResponse<'signin:request'>;
const answered = (status: number, body: string, headers: Record<string, string> = {}): Answer => ({
  kind: 'answered',
  status,
  headers,
  body,
});
const idToken = `e30.${Buffer.from('{"tid":"t"}').toString('base64url')}.s`;
const well = answered(200, JSON.stringify({ access_token: 'a', id_token: idToken }));

/** A network with these answers of the service, and a clock. */
const make = (...answers: readonly Answer[]) => {
  const left = [...answers];
  const sent: unknown[] = [];
  let time = 0;
  const send: SendRequest = (request) => {
    sent.push(request);
    const answer = left.shift();
    return answer === undefined ? Promise.reject(new Error('sent once too often')) : Promise.resolve(answer);
  };
  return { network: createNetwork(send, () => time), sent, pass: (ms: number) => (time += ms) };
};
type Options = NonNullable<Parameters<ReturnType<typeof createNetwork>['sendPostRequestAsync']>[1]>;
const post = (network: ReturnType<typeof createNetwork>, options: Options = renewal): Promise<unknown> =>
  network.sendPostRequestAsync(url, options).catch((error: unknown) => error);

describe('the sign-in page’s network', () => {
  it('gives MSAL a whole answer, and sends only url, headers and body', async () => {
    const { network, sent } = make(well);
    expect(await post(network)).toMatchObject({ status: 200, body: { access_token: 'a' } });
    expect(sent).toEqual([{ method: 'POST', url, headers: { a: 'b' }, body: renewal.body }]);
  });

  it('throws the answers that MSAL passes on, refusals and delays, and remembers the last', async () => {
    const { network } = make(
      answered(400, '{"error":"invalid_grant","error_codes":[50076]}'),
      { kind: 'not-reached', reason: 'certificate-refused', host: 'login.example' },
      answered(200, '{}'),
      well,
    );
    const refused = await post(network);
    expect(refused).toBeInstanceOf(Refused);
    expect(refused).toMatchObject({ refusal: { number: '50076' } });
    expect(network.trouble()).toBe(refused);
    const delayed = await post(network);
    expect(delayed).toBeInstanceOf(Delayed);
    expect(delayed).toMatchObject({ reason: 'certificate-refused', host: 'login.example' });
    expect(await post(network)).toMatchObject({ reason: 'broken-answer' });
    await post(network);
    expect(network.trouble()).toBeNull();
  });

  it('sends no renewal for as long as the service asked, and sends one right after', async () => {
    const { network, sent, pass } = make(answered(429, '', { 'retry-after': '12' }), well);
    await post(network);
    pass(11_999);
    expect(await post(network)).toMatchObject({ reason: 'service-down' });
    expect(sent).toHaveLength(1);
    pass(1);
    expect(await post(network)).toMatchObject({ status: 200 });
  });

  it('waits half a minute at most, because the service may work long before', async () => {
    const { network, pass } = make(answered(503, '', { 'retry-after': '3600' }), well);
    await post(network);
    pass(longestTokenWait);
    expect(await post(network)).toMatchObject({ status: 200 });
  });

  it('lets a user continue who has just signed in', async () => {
    const { network } = make(answered(503, '', { 'retry-after': '20' }), well);
    await post(network);
    expect(await post(network, redemption)).toMatchObject({ status: 200 });
  });
});
