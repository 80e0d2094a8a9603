/** Finds the user of a session, and whether the server lets that user work. */
import { z } from 'zod';
import { type ConnectOutcome, type Preset, relayRefusal } from '../../../preload/contract/index.ts';
import { errorIdOf, refusalOf } from './refusals.ts';
import { type Answered, type Api, endOfAnswer } from './server.ts';

const user = z.object({
  id: z.string().min(1),
  username: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  nickname: z.string(),
  is_bot: z.boolean().optional(),
  terms_of_service_id: z.string().optional(),
  terms_of_service_create_at: z.number().optional(),
});
export type Person = z.infer<typeof user>;

export type PersonOutcome =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'refused'; readonly outcome: ConnectOutcome };

const refused = (outcome: ConnectOutcome): PersonOutcome => ({ kind: 'refused', outcome });

const termsConfig = z.object({
  EnableCustomTermsOfService: z.literal('true'),
  /** Days after which the terms must be accepted again. */
  // Harmless: a value that is not a number sets no period.
  CustomTermsOfServiceReAcceptancePeriod: z.coerce.number().positive().catch(Infinity),
});
const terms = z.object({ id: z.string().min(1) });
const dayMs = 86_400_000;

const bodyOf = (answer: Awaited<ReturnType<Api>>): unknown =>
  answer.kind === 'answered' && answer.status === 200 ? answer.json : null;

/**
 * Whether the user must accept the server's terms of service first. The server only reports it; its own clients let nobody in before
 * (webapp, components/logged_in and terms_of_service).
 * @param now milliseconds since 1970
 */
async function termsWait(api: Api, token: string, person: Person, now: number): Promise<boolean> {
  const config = termsConfig.safeParse(bodyOf(await api('/api/v4/config/client?format=old', { token })));
  if (!config.success) return false;
  const current = terms.safeParse(bodyOf(await api('/api/v4/terms_of_service', { token })));
  if (!current.success) return false;
  const acceptedAt = person.terms_of_service_create_at ?? 0;
  return (
    person.terms_of_service_id !== current.data.id ||
    now - acceptedAt > config.data.CustomTermsOfServiceReAcceptancePeriod * dayMs
  );
}

/**
 * Whether the session can read only its own user. Enforced MFA causes that for a user without MFA. The status is 401 on older servers, else
 * 403.
 */
const isKeptOut = (answer: Answered): boolean => errorIdOf(answer) === 'api.context.mfa_required.app_error';

/**
 * Asks who has signed in with `token`, and whether anything prevents that user's work. A bot works as the relay only, where the preset says
 * that this computer is the relay, and names the bot.
 * @param now milliseconds since 1970, for terms of service that must be accepted again
 */
export async function personOf(
  api: Api,
  token: string,
  relay: Preset['relay'],
  now: number,
): Promise<PersonOutcome> {
  const me = await api('/api/v4/users/me', { token });
  if (me.kind !== 'answered') return refused(endOfAnswer(me));
  const read = user.safeParse(me.json);
  if (me.status !== 200 || !read.success) return refused(refusalOf(me));
  const person = read.data;
  const isBot = person.is_bot === true;
  if (isBot && relay?.here !== true) return refused({ kind: 'refused', reason: 'bot-account', code: '' });
  const reason = relayRefusal(relay, { service: 'mattermost', userId: person.id });
  if (reason !== null) return refused({ kind: 'refused', reason, code: '' });
  // A person cannot be a relay: what it writes would be taken for theirs.
  if (!isBot && relay?.here === true) return refused({ kind: 'refused', reason: 'not-of-relay', code: '' });
  const teams = await api('/api/v4/users/me/teams', { token });
  if (teams.kind === 'answered' && isKeptOut(teams)) return refused(refusalOf(teams));
  // Nobody accepts terms for a bot.
  if (!isBot && (await termsWait(api, token, person, now)))
    return refused({ kind: 'refused', reason: 'terms-of-service', code: '' });
  return { kind: 'person', person };
}
