/**
 * Whatever one resource answers for ever, over all kinds of requests that a mirror makes (they are recorded from one, so that a new kind
 * is tried by itself): no storm, the rest is mirrored and kept current, the account says how it stands, and when the answer is right again
 * everything is. `npm test` tries a part of the product, drawn from a seed; `ISTHMUS_LASTING=all` tries the whole.
 */
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { isUpToDate } from '../../renderer/model/index.ts';
import { seededRandom } from '../../sandbox/world.ts';
import { badAnswers } from '../support/bad-answers/answers.ts';
import { listenTo, mostInAMinute, spoil, type Lasting } from '../support/bad-answers/lasting-faults.ts';
import { kindOf, resourceOf, subjectOf } from '../support/bad-answers/request-kinds.ts';
import { dayStart, endDays, oneDay } from '../support/one-day.ts';
import { mattermostAccount, teamsAccount } from '../support/simulated.ts';

const minute = 60_000;
/** A few tries a minute at first: some take two requests (a page and its circle, a token and a new one). Later there are far fewer. */
const handful = 12;

/** Without these requests no part of an account works: its state shows it. */
const vital = new Set([
  'teams GET /me?$select',
  'mattermost GET /users/me',
  'mattermost GET /users/me/teams',
  'mattermost GET /users/me/channels?include_deleted=true',
  'mattermost GET /users/me/channel_members?page&per_page',
]);
/** These requests find other resources: each is tried by itself, on a full mirror. */
const wide = new Set([
  'teams GET /me/joinedTeams',
  'teams GET /me/teamwork/associatedTeams',
  'teams GET /me/chats?$expand=members,lastMessagePreview&$orderby=lastMessagePreview/createdDateTime desc&$top',
  'teams GET /me/chats?$expand=lastMessagePreview&$orderby=lastMessagePreview/createdDateTime desc&$top',
  'teams POST /$batch',
]);
/** Not requested by the mirror. */
const others = new Set(['mattermost POST /users/login']);

afterEach(endDays);

const setUp = () => {
  const day = oneDay();
  const { isthmus } = day;
  return {
    ...day,
    states: async () =>
      Promise.all(
        [teamsAccount, mattermostAccount].map(async (id) => (await isthmus.database.accounts.get(id))?.state),
      ),
  };
};

/** The kinds of requests, each with its requested resources. */
const record = async (): Promise<ReadonlyMap<string, readonly string[]>> => {
  const day = setUp();
  const kinds = new Map<string, Set<string>>();
  listenTo(day.services, (asked) => {
    const kind = kindOf(asked);
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(resourceOf(asked)));
  });
  await day.begin();
  await day.time.until(() => day.isthmus.isCurrent());
  day.things(20);
  await day.time.pass(30 * minute);
  return new Map([...kinds].map(([kind, resources]) => [kind, [...resources]]));
};

let kinds: ReadonlyMap<string, readonly string[]> = new Map();
beforeAll(async () => {
  kinds = await record();
  await endDays();
});

/** One bad resource of every kind that is neither vital nor wide; each answers in its own way, which moves on with the life. */
const lastingOf = (life: number): Lasting[] => {
  const taken = new Set<string>();
  const narrow = [...kinds].filter(([kind]) => !vital.has(kind) && !wide.has(kind) && !others.has(kind));
  return narrow.flatMap(([kind, resources], at): Lasting[] => {
    const resource = resources.find((one) => !taken.has(subjectOf(one) ?? ''));
    const answer = badAnswers[(at + life) % badAnswers.length];
    if (resource === undefined || answer === undefined) return [];
    const subject = subjectOf(resource);
    if (subject !== null) taken.add(subject);
    return [{ kind, resource, answer, asked: [] }];
  });
};

const all = process.env.ISTHMUS_LASTING === 'all';
const seed = Number(process.env.ISTHMUS_LASTING ?? 1) || 1;
const drawn = <Value>(values: readonly Value[], count: number): readonly Value[] => {
  const random = seededRandom(seed);
  return all ? values : [...values].sort(() => random() - 0.5).slice(0, count);
};

describe('one bad resource of every kind, from an empty mirror', () => {
  it.each(drawn([...badAnswers.keys()], 3))('life %i', async (life) => {
    const day = setUp();
    const lasting = lastingOf(life);
    const mend = spoil(day.services, lasting);
    await day.begin();
    await day.time.pass(6 * minute);
    day.things(20);
    await day.time.pass(60 * minute);

    const told = ({ kind, answer }: Lasting): string => `${kind}: ${answer.name}`;
    expect(lasting.filter(({ asked }) => asked.length > 0).length).toBeGreaterThan(lasting.length - 4);
    expect(
      lasting
        .filter(({ asked }) => mostInAMinute(asked) > handful)
        .map((one) => `${told(one)}: ${mostInAMinute(one.asked)} a minute`),
    ).toEqual([]);
    expect(
      lasting
        .filter(({ asked }) => asked.filter((at) => at > dayStart + 36 * minute).length > 60)
        .map((one) => `${told(one)}: ${one.asked.length}, still in the end`),
    ).toEqual([]);
    const bad = lasting.flatMap(({ resource }) => subjectOf(resource) ?? []);
    expect((await day.differences()).filter((line) => !bad.some((id) => line.includes(id)))).toEqual([]);
    for (const state of await day.states())
      expect(state && isUpToDate(state), JSON.stringify(state)).toBe(true);

    mend();
    await day.time.pass(75 * minute);
    expect(await day.differences()).toEqual([]);
    expect(await day.isthmus.database.setbacks.toArray()).toEqual([]);
    expect((await day.states()).map((state) => state?.kind)).toEqual(['live', 'live']);
  });
});

const pairs = [...vital, ...wide].flatMap((kind) => badAnswers.map((answer) => ({ kind, answer })));

describe('the requests on which all others depend, with a full mirror', () => {
  it.each(drawn(pairs, 4).map(({ kind, answer }) => [kind, answer.name, answer] as const))(
    '%s: %s',
    async (kind, _name, answer) => {
      const day = setUp();
      await day.begin();
      await day.time.until(() => day.isthmus.isCurrent());
      const before = await day.isthmus.database.messages.count();
      const [resource = ''] = kinds.get(kind) ?? [];
      const lasting: Lasting = { kind, resource, answer, asked: [] };
      const mend = spoil(day.services, [lasting]);
      day.isthmus.engine.networkCameBack();
      day.things(15);
      await day.time.pass(12 * minute);

      expect(lasting.asked.length).toBeGreaterThan(0);
      expect(mostInAMinute(lasting.asked)).toBeLessThanOrEqual(handful);
      expect(await day.isthmus.database.messages.count()).toBeGreaterThanOrEqual(before);
      const states = await day.states();
      const [own, other] = kind.startsWith('teams') ? states : [...states].reverse();
      expect(other?.kind).toBe('live');
      // If the answer has the requested data, there is no fault.
      const isHarmless = answer.name.includes('nextLink');
      if (vital.has(kind) && !isHarmless) expect(own && isUpToDate(own), JSON.stringify(own)).toBe(false);
      if (wide.has(kind)) expect(own && isUpToDate(own), JSON.stringify(own)).toBe(true);

      // Only the user's own profile shows the state of the sign-in (Graph: 401 for one resource, with a token that is valid for others).
      const isProfile = kind === 'teams GET /me?$select' || kind === 'mattermost GET /users/me';
      if (!isProfile) expect(own?.kind).not.toBe('sign-in-needed');

      mend();
      // An outage that ended is over within minutes, and nothing serves out a long rest for it. What somebody has to mend is tried again by
      // itself, less and less often, and nobody has to sign in for it.
      const isHalted = own?.kind === 'sign-in-needed' || own?.kind === 'failed';
      await day.time.pass(vital.has(kind) && !isHalted ? 4 * minute : 45 * minute);
      expect((await day.states()).map((state) => state?.kind)).toEqual(['live', 'live']);
      await day.time.pass(60 * minute);
      expect(await day.differences()).toEqual([]);
    },
  );
});
