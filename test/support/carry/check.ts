/** Whether both sides of every pair say the same: what was lost, doubled, out of order, or differs. */
import type { TruthMessage } from '../../../sandbox/service.ts';
import type { PersonKey } from '../../../sandbox/organisation/plan.ts';
import { mattermostBot, teamsBot } from '../../../build/commands/relay/bots.ts';
import { connected } from './organisation.ts';
import type { Origins } from './people/events.ts';
import { seen } from './seen.ts';
import type { CarryWorld, Pair } from './world.ts';

export interface Verdict {
  lost: number;
  duplicated: number;
  misordered: number;
  diverged: number;
  /** One line for each finding. */
  readonly findings: string[];
}

/** A message as both sides should have it. */
interface Said {
  /** `relay`: the relay's account wrote it, and no message of a person stands opposite. */
  readonly author: PersonKey;
  readonly createdAt: number;
  /** What tells the message and its edition apart, e.g. `w12` and `w12 e3`. */
  readonly word: string;
  readonly edition: string;
  readonly answers: string | null;
  readonly reactions: string;
  /** Whom the text names as its author above everything else, where the relay's account wrote it; null where it names nobody. */
  readonly named: PersonKey | null;
}

const relayed: PersonKey = 'relay';

/**
 * `origins` says where each word was written first: among those of one author and side, the other side keeps the order. `since` says
 * from when on (ms) what is written in a pair has to be carried: what is older may stand on one side only, but nowhere twice; null: all. The
 * same holds for `excused` words.
 */
export const compareSides = (
  world: CarryWorld,
  origins: Origins = new Map(),
  since: ReadonlyMap<string, number | null> = new Map(),
  excused: ReadonlySet<string> = new Set(),
): Verdict => {
  const verdict: Verdict = { lost: 0, duplicated: 0, misordered: 0, diverged: 0, findings: [] };
  for (const pair of world.pairs) {
    const from = since.get(pair.name);
    comparePair(world, pair, verdict, { origins, excused, since: from === null ? Infinity : (from ?? 0) });
    if (pair.name === 'pair') compareUnread(world, pair, verdict);
  }
  return verdict;
};

interface Expected {
  readonly origins: Origins;
  readonly excused: ReadonlySet<string>;
  readonly since: number;
}

const comparePair = (
  world: CarryWorld,
  pair: Pair,
  verdict: Verdict,
  { origins, excused, since }: Expected,
): void => {
  const byAccount = {
    mattermost: saidIn(world, pair, 'mattermost'),
    teams: saidIn(world, pair, 'microsoft'),
  };
  const mattermost = byAuthor(byAccount.mattermost, byAccount.teams);
  const teams = byAuthor(byAccount.teams, byAccount.mattermost);
  const words = new Set([...mattermost, ...teams].map(({ word }) => word));
  for (const word of words) {
    const here = mattermost.filter((said) => said.word === word);
    const there = teams.filter((said) => said.word === word);
    const name = `${pair.name} ${word}`;
    const isOlder =
      excused.has(word) || Math.min(...[...here, ...there].map(({ createdAt }) => createdAt)) < since;
    if (here.length > 1 || there.length > 1) {
      verdict.duplicated += 1;
      verdict.findings.push(`${name}: ${here.length} in Mattermost, ${there.length} in Teams`);
    } else if (isOlder) continue;
    else if (here.length === 0 || there.length === 0) {
      verdict.lost += 1;
      verdict.findings.push(`${name}: only on ${here.length === 0 ? 'Teams' : 'Mattermost'}`);
    } else if (!isSame(here[0], there[0], { mattermost, teams })) {
      verdict.diverged += 1;
      verdict.findings.push(
        `${name}: ${JSON.stringify(here[0])} in Mattermost, ${JSON.stringify(there[0])} in Teams`,
      );
    }
  }
  const onBoth = new Set(
    mattermost.map(({ word }) => word).filter((word) => teams.some((said) => said.word === word)),
  );
  // What hangs elsewhere on one side has another order there.
  const threadOf = (all: readonly Said[], word: string): string | null | undefined =>
    all.find((said) => said.word === word)?.answers;
  const isComparable = (word: string, side: string): boolean =>
    onBoth.has(word) &&
    origins.get(word) === side &&
    threadOf(mattermost, word) === threadOf(teams, word) &&
    threadOf(teams, word) !== anywhere;
  for (const author of world.carried)
    for (const side of ['mattermost', 'microsoft'] as const) {
      // A reply that waits for its root lets other threads pass: order is kept within a thread, and in the timeline.
      const order = (all: readonly Said[]): string =>
        [...new Set(all.map(({ answers }) => answers))]
          .sort()
          .map((thread) =>
            all
              .filter(
                ({ author: by, answers, word }) =>
                  by === author && answers === thread && isComparable(word, side),
              )
              .map(({ word }) => word)
              .join(' '),
          )
          .filter((words) => words !== '')
          .join(' / ');
      if (order(mattermost) === order(teams)) continue;
      verdict.misordered += 1;
      verdict.findings.push(`${pair.name} ${author} from ${side}: ${order(mattermost)} | ${order(teams)}`);
    }
};

/**
 * Both sides are read as far as the other one was seen: the first message that is unread on a side is unread on the other, too. (Later ones
 * need not be: a mark is one place in the order of its side.) Only between two who are both connected nothing stands on one side only.
 */
const compareUnread = (world: CarryWorld, pair: Pair, verdict: Verdict): void => {
  const said = { mattermost: saidIn(world, pair, 'mattermost'), microsoft: saidIn(world, pair, 'microsoft') };
  const isOn = (service: 'mattermost' | 'microsoft', word: string): boolean =>
    said[service].some((one) => one.word === word);
  for (const person of ['anna', 'ben'] as const) {
    const unread = (service: 'mattermost' | 'microsoft'): string[] => {
      const id = service === 'mattermost' ? pair.mattermost : pair.teams;
      const { conversations } = world.services[service].acts.truth(person);
      const readAt = conversations.find((one) => one.id === id)?.readAt ?? 0;
      return said[service]
        .filter(({ author, createdAt }) => author !== person && createdAt > readAt)
        .map(({ word }) => word);
    };
    const [mattermost, microsoft] = [unread('mattermost'), unread('microsoft')];
    const isReadThere = (
      [first]: readonly string[],
      there: 'mattermost' | 'microsoft',
      unreadThere: readonly string[],
    ): boolean => first !== undefined && isOn(there, first) && !unreadThere.includes(first);
    if (!isReadThere(mattermost, 'microsoft', microsoft) && !isReadThere(microsoft, 'mattermost', mattermost))
      continue;
    verdict.diverged += 1;
    verdict.findings.push(
      `${pair.name} unread of ${person}: ${mattermost.join(' ')} in Mattermost, ${microsoft.join(' ')} in Teams`,
    );
  }
};

/** What the relay's account wrote is its author's, who wrote it on the other side, unless it names somebody else. */
const byAuthor = (side: readonly Said[], other: readonly Said[]): Said[] =>
  side.map((said) => {
    if (said.author !== relayed) return said;
    const author = other.find(({ word }) => word === said.word)?.author ?? relayed;
    return { ...said, author: said.named === null || said.named === author ? author : relayed };
  });

/** The first name in a first line of strong letters, as HTML or as Markdown. */
const namedIn = (content: string): PersonKey | null =>
  /^(?:<p>(?:<a [^>]*>)?<strong>|\*\*\[?|\[\*\*)(\w+)/.exec(content)?.[1]?.toLowerCase() ?? null;

interface BothSides {
  readonly mattermost: readonly Said[];
  readonly teams: readonly Said[];
}

const isSame = (here: Said | undefined, there: Said | undefined, both: BothSides): boolean =>
  here?.author === there?.author &&
  here?.edition === there?.edition &&
  here?.reactions === there?.reactions &&
  here !== undefined &&
  there !== undefined &&
  answersSame(here, there, both);

/** Whether a message answers the same on both sides. */
const answersSame = (here: Said, there: Said, both: BothSides): boolean => {
  if (here.answers === there.answers || here.answers === anywhere || there.answers === anywhere) return true;
  const [hereIn, thereIn] = [rootOf(both.teams, here), rootOf(both.mattermost, there)];
  return (
    isQuoted(hereIn, there) ||
    isQuoted(thereIn, here) ||
    // What it answers is a reply there, since its own root is on one side only: it goes into that thread.
    (hereIn?.answers ?? here.answers) === there.answers ||
    (thereIn?.answers ?? there.answers) === here.answers
  );
};

/**
 * Whether a message had to quote in words what it answers, until an edit took the quote away: its root is not on this side (it is older
 * than the link), or came later than the message, which had waited for it long enough.
 */
const isQuoted = (root: Said | null | undefined, { createdAt, word, edition }: Said): boolean =>
  edition !== word && (root === undefined || (root !== null && root.createdAt > createdAt));

/** What a message of the other side answers, on this side; undefined where it does not stand here, null where it answers nothing. */
const rootOf = (side: readonly Said[], { answers }: Said): Said | null | undefined =>
  answers === null ? null : side.find(({ word }) => word === answers);

/** What those said who are carried, and the relay, oldest first; deleted messages are not there. */
const saidIn = (world: CarryWorld, pair: Pair, service: 'mattermost' | 'microsoft'): Said[] => {
  const { organisation } = world.services;
  const acts = service === 'mattermost' ? world.services.mattermost.acts : world.services.microsoft.acts;
  const idOf = (key: PersonKey): string => {
    const person = organisation.people.find((one) => one.key === key);
    return (service === 'mattermost' ? person?.mattermost?.id : person?.microsoft?.id) ?? '';
  };
  const keyOf = new Map(world.carried.map((key) => [idOf(key), key]));
  if (world.relays.length > 0) keyOf.set(idOf(service === 'mattermost' ? mattermostBot : teamsBot), relayed);
  // Nobody can react as somebody who has no Isthmus.
  const reacting = new Map(connected.map((key) => [idOf(key), key]));
  const conversation = service === 'mattermost' ? pair.mattermost : pair.teams;
  const all = acts.truth('anna').messages.filter(({ conversationId }) => conversationId === conversation);
  const byId = new Map(all.map((message) => [message.id, message]));
  // The service's own order: under virtual time several are written in the same millisecond.
  const order = new Map(acts.messages(conversation).map(({ id }, at) => [id, at]));
  return all
    .filter((message) => !message.deleted)
    .sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0))
    .flatMap((message): Said[] => {
      const author = message.authorId === null ? undefined : keyOf.get(message.authorId);
      const edition = wordOf(message);
      if (author === undefined || edition === null) return [];
      const root = message.replyTo === null ? undefined : byId.get(message.replyTo);
      return [
        {
          author,
          createdAt: message.createdAt,
          named: author === relayed ? namedIn(message.content) : null,
          word: edition.split(' ')[0] ?? '',
          edition,
          answers: pair.isChannel ? answeredBy(message, root, (id) => id !== null && keyOf.has(id)) : null,
          reactions: message.reactions
            .flatMap((one) => {
              const [name = '', who = ''] = one.split(' ');
              const by = reacting.get(who);
              return by === undefined ? [] : [`${emojiNames[name] ?? name} ${by}`];
            })
            .sort()
            .join(', '),
        },
      ];
    });
};

const emojiNames: Readonly<Record<string, string>> = {
  '👍': '+1',
  '🎉': 'tada',
  '❤️': 'heart',
  '❤': 'heart',
  thumbsup: '+1',
  like: '+1',
};

/** Where a root is not carried, each side hangs its answers as it can: nothing to compare. */
const anywhere = '?';

/** What a message answers on this side; `anywhere` where its root is gone, was written by somebody without an Isthmus, or is quoted in words. */
const answeredBy = (
  message: TruthMessage,
  root: TruthMessage | undefined,
  isConnected: (author: string | null) => boolean,
): string | null => {
  const words = [...seen(message.content).matchAll(/w\d+/g)];
  if (words.length > 1) return anywhere;
  // An answer to what is gone waited for it in vain, and stands where it could.
  if (!root || root.deleted) return message.replyTo === null ? null : anywhere;
  // A root without a word is the post that links the channel, which is not carried.
  return isConnected(root.authorId) ? (wordOf(root)?.split(' ')[0] ?? anywhere) : anywhere;
};

/** The last of the words that the events write (a quote in words brings another's before it). */
const wordOf = ({ content }: TruthMessage): string | null =>
  [...seen(content).matchAll(/w\d+(?: e\d+)?/g)].at(-1)?.[0] ?? null;
