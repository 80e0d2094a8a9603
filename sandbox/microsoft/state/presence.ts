/** Presence: availability and activity per user, as sessions and preferences set them. */
import type { User } from './directory.ts';

/** The availabilities that setPresence takes, with the activities each allows. */
export const sessionPresences: Readonly<Record<string, readonly string[]>> = {
  Available: ['Available'],
  Busy: ['InACall', 'InAConferenceCall'],
  Away: ['Away'],
  DoNotDisturb: ['Presenting'],
};

/** The availabilities that setUserPreferredPresence takes, with the activity of each. */
export const preferredPresences: Readonly<Record<string, string>> = {
  Available: 'Available',
  Busy: 'Busy',
  DoNotDisturb: 'DoNotDisturb',
  BeRightBack: 'BeRightBack',
  Away: 'Away',
  Offline: 'OffWork',
};

export interface Presence {
  readonly availability: string;
  readonly activity: string;
}

interface Session extends Presence {
  readonly expiresAt: number;
}

const shown = ({ availability, activity }: Presence): Presence => ({ availability, activity });
const offline: Presence = { availability: 'Offline', activity: 'Offline' };
/** The order in which sessions of one user win. */
const precedence = ['DoNotDisturb', 'Busy', 'Available', 'Away'];

export class Presences {
  readonly #preferred = new Map<string, Session>();
  readonly #sessions = new Map<string, Map<string, Session>>();
  readonly #statusMessages = new Map<string, { content: string; contentType: 'text' | 'html'; at: number }>();
  #sequence = 0;

  constructor(private readonly now: () => number) {}

  of(user: User): Presence {
    const sessions = [...(this.#sessions.get(user.id)?.values() ?? [])].filter(
      (session) => session.expiresAt > this.now(),
    );
    // A preferred presence is shown only while there is a session.
    if (sessions.length === 0) return offline;
    const preferred = this.#preferred.get(user.id);
    if (preferred && preferred.expiresAt > this.now()) return shown(preferred);
    sessions.sort(
      (left, right) => precedence.indexOf(left.availability) - precedence.indexOf(right.availability),
    );
    return sessions[0] ? shown(sessions[0]) : offline;
  }

  statusMessage(user: User): { content: string; contentType: 'text' | 'html'; at: number } | null {
    return this.#statusMessages.get(user.id) ?? null;
  }

  setStatusMessage(user: User, message: { content: string; contentType: 'text' | 'html' }): void {
    this.#sequence += 1;
    this.#statusMessages.set(user.id, { ...message, at: this.now() });
  }

  setSession(user: User, sessionId: string, presence: Presence, lastsMs: number): void {
    this.#sequence += 1;
    const sessions = this.#sessions.get(user.id) ?? new Map<string, Session>();
    sessions.set(sessionId, { ...presence, expiresAt: this.now() + lastsMs });
    this.#sessions.set(user.id, sessions);
  }

  /** Returns whether there was such a session. */
  clearSession(user: User, sessionId: string): boolean {
    return this.#sessions.get(user.id)?.delete(sessionId) ?? false;
  }

  setPreferred(user: User, presence: Presence, lastsMs: number): void {
    this.#sequence += 1;
    this.#preferred.set(user.id, { ...presence, expiresAt: this.now() + lastsMs });
  }

  clearPreferred(user: User): void {
    this.#sequence += 1;
    this.#preferred.delete(user.id);
  }

  get sequenceNumber(): string {
    return String(this.#sequence);
  }
}
