/** The permissions of the server's roles, which are asked for by name. */
import { failed, succeeded, type Result } from '../../../model/index.ts';
import { listOf, payloadOf, textOf } from '../rest/reading.ts';
import type { Rest } from '../rest/rest.ts';

/** How many names one request may have (api4/role.go, GetRolesByNamesMax). */
const namesAtOnce = 100;

/** The permissions of the roles that the server was asked for, in memory only. */
export class KnownRoles {
  readonly #permissions = new Map<string, ReadonlySet<string>>();
  /** Roles that have changed since they were asked for, or since the request with them began. */
  readonly #stale = new Set<string>();
  /** Roles of which an answer is on its way; it may be older than a change that is told meanwhile. */
  #asked: readonly string[] = [];

  /** Null if the role is not known. */
  permissionsOf(name: string): ReadonlySet<string> | null {
    return this.#permissions.get(name) ?? null;
  }

  /** The role has changed. Returns whether it is one of the user's, as far as is known. */
  expire(name: string): boolean {
    if (!this.#permissions.has(name) && !this.#asked.includes(name)) return false;
    this.#stale.add(name);
    return true;
  }

  /** Any role may have changed. */
  expireAll(): void {
    for (const name of [...this.#permissions.keys(), ...this.#asked]) this.#stale.add(name);
  }

  /**
   * Asks for those of these roles that are not known or have changed, a hundred in one request. Names that the server does not know permit
   * nothing. Fails if the server does not answer so; then the roles stay as they were.
   */
  async know(rest: Rest, names: ReadonlySet<string>, signal: AbortSignal): Promise<Result<null>> {
    const due = [...names].filter((name) => this.#stale.has(name) || !this.#permissions.has(name));
    for (let start = 0; start < due.length; start += namesAtOnce) {
      const asked = due.slice(start, start + namesAtOnce);
      // A role that changes from here on is stale once more.
      for (const name of asked) this.#stale.delete(name);
      this.#asked = asked;
      const answer = await rest.ask(signal, (client) => client.getRolesByNames(asked));
      this.#asked = [];
      if (!answer.ok || !Array.isArray(answer.value)) {
        for (const name of asked) this.expire(name);
        return answer.ok ? failed({ kind: 'not-found' }) : answer;
      }
      const told = new Map(listOf(answer.value).map((raw) => [textOf(payloadOf(raw).name), raw]));
      for (const name of asked) this.#learn(name, told.get(name));
    }
    return succeeded(null);
  }

  #learn(name: string, raw: unknown): void {
    const { permissions, delete_at } = payloadOf(raw);
    if (raw === undefined || (delete_at ?? 0) !== 0) this.#permissions.set(name, new Set());
    else if (Array.isArray(permissions)) this.#permissions.set(name, new Set(permissions.map(textOf)));
    else this.#permissions.delete(name);
  }
}
