/** A tenant in-process under a clock that tests move. */
import { Faults } from '../../faults.ts';
import type { PlannedTeamsMessage } from '../../organisation/plan.ts';
import { seededRandom, type SandboxWorld } from '../../world.ts';
import { createMicrosoftTenant, SigningKey, type MicrosoftSettings, type MicrosoftTenant } from '../index.ts';
import { permissions } from '../login/scopes.ts';
import { GraphClient, type GraphFixture } from './client.ts';
import { minute, organisation, startedAt } from './organisation.ts';

/** A world whose time only tests move. */
export class TestWorld implements SandboxWorld {
  #now = startedAt + 24 * 60 * minute;
  readonly #random = seededRandom(1);
  readonly #timers: { at: number; work: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  random(): number {
    return this.#random();
  }

  after(ms: number, work: () => void): () => void {
    const timer = { at: this.#now + ms, work };
    this.#timers.push(timer);
    return () => void this.#timers.splice(this.#timers.indexOf(timer), 1);
  }

  pass(ms: number): void {
    this.#now += ms;
    for (const timer of [...this.#timers]) {
      if (timer.at > this.#now) continue;
      this.#timers.splice(this.#timers.indexOf(timer), 1);
      timer.work();
    }
  }
}

export interface Sandbox {
  readonly world: TestWorld;
  readonly tenant: MicrosoftTenant;
  readonly faults: Faults;
  /** A client with every permission. */
  readonly as: (person: string, scopes?: readonly string[]) => GraphClient;
  readonly fixture: (person: string, scopes?: readonly string[]) => GraphFixture;
  /** The id of a chat of this kind that these two are in. */
  readonly chat: (name: string) => string;
  /** `{ teamId, channelId, path }` of a channel. */
  readonly channel: (name: string) => { teamId: string; channelId: string; key: string; path: string };
}

const signingKey = new SigningKey();

export const loginUrl = 'https://login.sandbox.example';
export const graphUrl = 'https://graph.sandbox.example';
export const clientId = '11111111-2222-4333-8444-555555555555';

/** Makes a loaded tenant; without throttling unless a test wants it. */
export const sandbox = (
  messages: readonly PlannedTeamsMessage[] = [],
  settings: Partial<MicrosoftSettings> = {},
): Sandbox => {
  const world = new TestWorld();
  const faults = new Faults(world);
  const tenant = createMicrosoftTenant({
    world,
    loginUrl,
    graphUrl,
    clientId,
    faults,
    settings: { throttling: false, ...settings },
    signingKey,
  });
  tenant.acts.load(organisation(messages));
  const fixture = (person: string, scopes: readonly string[] = Object.keys(permissions)): GraphFixture => ({
    fetch: (request) => tenant.graph.fetch(request),
    baseUrl: `${graphUrl}/v1.0`,
    token: tenant.tokenFor(person, scopes),
  });
  const names = (person: string): { id: string; name: string | null; teamId: string | null }[] => [
    ...tenant.acts.truth(person).conversations,
  ];
  return {
    world,
    tenant,
    faults,
    fixture,
    as: (person, scopes) => new GraphClient(fixture(person, scopes)),
    chat: (name) => {
      const all = [...names('ada'), ...names('ben')];
      const kinds = tenant.acts.conversations();
      if (name === 'direct' || name === 'foreign') {
        const members = name === 'direct' ? ['ada', 'ben'] : ['ben', 'cleo'];
        return (
          kinds.find((one) => one.kind === 'direct' && members.every((key) => one.members.includes(key)))
            ?.id ?? ''
        );
      }
      return all.find((one) => one.teamId === null && one.name === name)?.id ?? '';
    },
    channel: (name) => {
      const found = [...names('ada'), ...names('ben')].find(
        (one) => one.teamId !== null && one.name === name,
      );
      const [teamId = '', channelId = ''] = (found?.id ?? '').split('/');
      return {
        teamId,
        channelId,
        key: found?.id ?? '',
        path: `/teams/${teamId}/channels/${encodeURIComponent(channelId)}`,
      };
    },
  };
};
