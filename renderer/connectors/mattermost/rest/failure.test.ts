import { describe, expect, it } from 'vitest';
import { failureOfAnswer, retryAfterMs } from './failure.ts';

const now = Date.UTC(2026, 0, 1);
const answered = (status: number, headers: Readonly<Record<string, string>> = {}, body = '') =>
  failureOfAnswer({ status, headers: new Headers(headers), body }, now);
const waits = (headers: Readonly<Record<string, string>>) => retryAfterMs(new Headers(headers), now);
const html = { 'Content-Type': 'text/html; charset=utf-8' };

describe('the meaning of an answer', () => {
  it('a success is no failure', () => {
    expect(answered(200)).toBeNull();
    expect(answered(201)).toBeNull();
  });

  it('a proxy’s page is not an answer, with any status', () => {
    for (const status of [200, 302, 401, 403, 404])
      expect(answered(status, html)).toEqual({ kind: 'offline', reason: 'proxy-page', status });
    expect(answered(407, html)).toMatchObject({ reason: 'proxy-sign-in' });
    expect(answered(502, html)).toEqual({ kind: 'offline', reason: 'service-down', status: 502 });
  });

  it.each([
    [502, 'unreachable'],
    [504, 'no-answer'],
    [502, 'certificate-refused'],
    [502, 'proxy-sign-in'],
    [503, 'keyring-locked'],
  ] as const)('the gateway’s own %i has the reason why there is no answer: %s', (status, reason) => {
    expect(answered(status, {}, JSON.stringify({ id: `gateway.${reason}` }))).toEqual({
      kind: 'offline',
      reason,
      status: null,
    });
  });

  it('the host of a refused certificate is that in the gateway’s answer', () => {
    const headers = { 'x-isthmus-refused-host': 'chat.example' };
    expect(answered(502, headers, JSON.stringify({ id: 'gateway.certificate-refused' }))).toMatchObject({
      reason: 'certificate-refused',
      host: 'chat.example',
    });
  });

  it.each([
    [401, { kind: 'sign-in-needed', reason: 'expired', code: 'x.app_error' }],
    [402, { kind: 'forbidden', status: 402, code: 'x.app_error' }],
    [403, { kind: 'forbidden', status: 403, code: 'x.app_error' }],
    [404, { kind: 'not-found' }],
    [408, { kind: 'offline', reason: 'no-answer', status: 408 }],
    [410, { kind: 'cursor-gone' }],
    [400, { kind: 'refused', status: 400, code: 'x.app_error' }],
    [409, { kind: 'refused', status: 409, code: 'x.app_error' }],
    [412, { kind: 'refused', status: 412, code: 'x.app_error' }],
    [413, { kind: 'refused', status: 413, code: 'x.app_error' }],
    [500, { kind: 'offline', reason: 'service-down', status: 500 }],
    [503, { kind: 'offline', reason: 'service-down', status: 503 }],
    [304, { kind: 'offline', reason: 'broken-answer', status: 304 }],
  ])('%i', (status, failure) => {
    expect(answered(status, {}, '{"id":"x.app_error","message":"not kept"}')).toEqual(failure);
  });

  it.each([
    [401, 'api.context.session_expired.app_error', 'expired'],
    [403, 'api.context.mfa_required.app_error', 'mfa-not-set-up'],
    [401, 'api.context.mfa_required.app_error', 'mfa-not-set-up'],
    [401, 'api.user.login.inactive.app_error', 'account-disabled'],
    [401, 'gateway.session-missing', 'secret-lost'],
  ])('%i %s ends the session: %s', (status, id, reason) => {
    expect(answered(status, {}, JSON.stringify({ id }))).toEqual({
      kind: 'sign-in-needed',
      reason,
      code: id,
    });
  });

  it('401 without a body is a session that ended', () => {
    expect(answered(401)).toEqual({ kind: 'sign-in-needed', reason: 'expired' });
  });

  it.each([
    [400, 'api.post.create_post.can_not_post_to_deleted.error', 'archived'],
    [403, 'api.reaction.save.archived_channel.app_error', 'archived'],
    [400, 'app.upload.create.cannot_upload_to_deleted_channel.app_error', 'archived'],
    [404, 'app.emoji.get_by_name.no_result', 'reaction-unknown'],
    [400, 'app.reaction.save.save.too_many_reactions', 'reactions-full'],
    [403, 'api.context.permissions.app_error', 'no-right'],
    [400, 'model.post.is_valid.message_length.app_error', 'too-long'],
    [400, 'api.post.create_post.root_id.app_error', 'gone'],
    [400, 'api.post.update_post.permissions_time_limit.app_error', 'too-late'],
    [400, 'plugin.message_will_be_posted.dismiss_post', 'blocked'],
  ])('%i %s has a more exact reason than its status', (status, id, because) => {
    expect(answered(status, {}, JSON.stringify({ id }))).toMatchObject({ status, because });
  });

  it('a plugin’s own words in place of the error’s id are not kept', () => {
    const body = JSON.stringify({ id: 'Post rejected by plugin. No card numbers, Ada!' });
    expect(answered(400, {}, body)).toEqual({ kind: 'refused', status: 400, code: '', because: 'blocked' });
  });

  it('501 is a feature that is switched off, so a wait does not help', () => {
    expect(answered(501, {}, 'no json')).toEqual({ kind: 'refused', status: 501, code: '' });
  });
});

describe('the wait that a 429 asks for', () => {
  it('is Retry-After in seconds', () => expect(waits({ 'Retry-After': '17' })).toBe(17_000));
  it('is Retry-After as a date, by the server’s own clock', () =>
    expect(
      waits({ 'Retry-After': 'Thu, 01 Jan 2015 00:01:00 GMT', Date: 'Thu, 01 Jan 2015 00:00:00 GMT' }),
    ).toBe(60_000));
  it('is Retry-After as a date, if the answer has no date of its own', () =>
    expect(waits({ 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' })).toBe(30_000));
  it('is Mattermost’s own X-Ratelimit-Reset in seconds', () =>
    expect(waits({ 'X-Ratelimit-Reset': '3' })).toBe(3_000));
  it('has a default if the header is missing or nonsense', () => {
    expect(waits({})).toBe(10_000);
    expect(waits({ 'Retry-After': 'soon' })).toBe(10_000);
  });
  it('is never less than a second, and never more than an hour', () => {
    expect(waits({ 'Retry-After': '0' })).toBe(1_000);
    expect(waits({ 'Retry-After': '9999999' })).toBe(3_600_000);
    expect(waits({ 'Retry-After': 'Thu, 01 Jan 2015 00:00:00 GMT' })).toBe(1_000);
  });
});
