/** The crew at their Isthmuses over both sandbox services, nothing linked, under virtual time: for tests of links as people make them. */
import { asUser } from '../../../../../test/support/carry/world.ts';
import { crewOrganisation } from '../../../../../test/support/carry/organisation.ts';
import {
  mattermostAccount,
  type Services,
  SimulatedIsthmus,
  startServices,
  teamsAccount,
} from '../../../../../test/support/simulated.ts';
import { VirtualTime } from '../../../../../test/support/virtual-time.ts';
import type { PersonKey } from '../../../../../sandbox/organisation/plan.ts';
import type { Truth, TruthMessage } from '../../../../../sandbox/service.ts';
import { type ConversationId, sharedKeyOf } from '../../../../model/index.ts';
import type { IntentRow, LinkIntent, LinkRow } from '../../../../store/index.ts';

const start = Date.parse('2026-11-23T10:00:00Z');

/** What an intent says besides who and when. */
export type LinkWish = LinkIntent extends infer Intent
  ? Intent extends LinkIntent
    ? Omit<Intent, 'id' | 'accountId' | 'at' | 'failure'>
    : never
  : never;

export class Crew {
  readonly time = new VirtualTime(start);
  readonly services: Services = startServices(crewOrganisation(1, start), this.time);
  readonly #computers = new Map<PersonKey, SimulatedIsthmus>();
  readonly #all: SimulatedIsthmus[] = [];

  static async of(...people: readonly PersonKey[]): Promise<Crew> {
    const crew = new Crew();
    for (const person of people) await crew.join(person);
    return crew;
  }

  /** Starts a person's Isthmus (another computer of theirs, the second time), and waits until it is current. */
  async join(person: PersonKey, days: number | null = null): Promise<SimulatedIsthmus> {
    const computer = new SimulatedIsthmus(this.services, person, days, this.#all.length + 1);
    computer.latency = 5;
    this.#computers.set(person, computer);
    this.#all.push(computer);
    await this.time.during(computer.start());
    await this.time.until(() => computer.isCurrent());
    return computer;
  }

  /** A person's latest computer. */
  at(person: PersonKey): SimulatedIsthmus {
    const computer = this.#computers.get(person);
    if (!computer) throw new Error(`${person} has no Isthmus`);
    return computer;
  }

  async stop(): Promise<void> {
    for (const computer of this.#all) await this.time.during(computer.stop());
  }

  /** The server's id of the newest conversation of a kind with so many members. */
  idOn(service: 'microsoft' | 'mattermost', kind: string, members: number): string {
    const found = this.services[service].acts
      .conversations()
      .filter((one) => one.kind === kind && one.members.length === members)
      .at(-1);
    if (!found) throw new Error(`${service} has no ${kind} of ${members}`);
    return found.id;
  }

  mattermost(kind: string, members: number): ConversationId {
    return `${mattermostAccount}/${this.idOn('mattermost', kind, members)}` as ConversationId;
  }

  teams(kind: string, members: number): ConversationId {
    const where = kind === 'channel' || kind === 'private' ? 'channel' : 'chat';
    return `${teamsAccount}/${where}/${this.idOn('microsoft', kind, members)}` as ConversationId;
  }

  /** What the page does when the user wants something: gives the intent's id. */
  async wish(person: PersonKey, wish: LinkWish): Promise<number> {
    const row = { ...wish, accountId: mattermostAccount, at: this.time.now(), failure: null } as IntentRow;
    return this.at(person).database.intents.add(row);
  }

  /** Waits until the intent was carried out; what became of it: null when it is gone. */
  async outcome(person: PersonKey, id: number): Promise<IntentRow | null> {
    const { database } = this.at(person);
    const now = async (): Promise<IntentRow | undefined> => database.intents.get(id);
    await this.time.until(async () => {
      const row = await now();
      return row === undefined || ('failure' in row && row.failure !== null);
    });
    return (await now()) ?? null;
  }

  async want(person: PersonKey, wish: LinkWish): Promise<IntentRow | null> {
    return this.outcome(person, await this.wish(person, wish));
  }

  links(person: PersonKey): Promise<LinkRow[]> {
    return this.at(person).database.links.toArray();
  }

  /** Waits until a person's links are as wanted. */
  async until(person: PersonKey, wanted: (links: readonly LinkRow[]) => boolean): Promise<void> {
    await this.time.until(async () => wanted(await this.links(person)));
  }

  /** The posts of a channel that a person sees, newest last. */
  posts(conversation: ConversationId): readonly TruthMessage[] {
    return messagesOf(this.services.mattermost.acts.truth('anna'), conversation);
  }

  /** The same of a Teams conversation. */
  messages(conversation: ConversationId): readonly TruthMessage[] {
    return messagesOf(this.services.microsoft.acts.truth('anna'), conversation);
  }

  /** A request as one of the person's other Mattermost clients makes it; gives its JSON. */
  async asUser(person: PersonKey, method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await this.time.during(asUser(this.services, person, method, path, body));
    return answer.json();
  }

  /** Somebody writes a link's post with another client. Gives the post's id. */
  async forge(
    person: PersonKey,
    mattermost: ConversationId,
    teams: ConversationId,
    props = {},
    said = {},
  ): Promise<string> {
    const post = await this.asUser(person, 'POST', '/posts', {
      channel_id: serverId(mattermost),
      message: 'Linked.',
      props: {
        ...props,
        isthmus: { version: 1, link: { teams: sharedKeyOf(teams), name: 'There', ...said } },
      },
    });
    return (post as { id: string }).id;
  }

  /** Notes what Mattermost is asked from now on: `GET /path`. */
  listen(): readonly string[] {
    const asked: string[] = [];
    this.services.faults.mattermost.add({
      matches: ({ method, url }) => {
        asked.push(`${method} ${new URL(url).pathname.replace('/api/v4', '')}`);
        return false;
      },
      fault: { kind: 'lost-request' },
    });
    return asked;
  }
}

/** The server's own id of one of our conversations or posts. */
export const serverId = (id: string): string => id.slice(id.lastIndexOf('/') + 1);

const messagesOf = ({ messages }: Truth, conversation: ConversationId): readonly TruthMessage[] =>
  messages.filter(({ conversationId, deleted }) => !deleted && conversation.endsWith(`/${conversationId}`));
