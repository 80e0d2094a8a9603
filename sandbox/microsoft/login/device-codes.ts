/** Codes for signing in on another device (learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code, RFC 8628). */
import type { SandboxWorld } from '../../world.ts';
import type { MicrosoftSettings } from '../settings.ts';
import type { AuthorizeRequest } from './authorize.ts';
import { signInErrors, type SignInError } from './errors.ts';
import type { CodeGrant, Grants } from './grants.ts';

export interface DeviceSignIn {
  readonly deviceCode: string;
  /** What the person types. */
  readonly userCode: string;
  readonly request: AuthorizeRequest;
  /** The tenant's name in the address that was asked. */
  readonly tenant: string;
  readonly expiresAt: number;
  /** What the person has done: nothing yet, declined, or signed in. */
  state: 'pending' | 'declined' | Omit<CodeGrant, 'used' | 'expiresAt'>;
  askedAt: number;
  /** How long the app must wait between its questions, ms. */
  interval: number;
}

/** learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code: 15 minutes. */
const lifetimeMs = 15 * 60_000;
/** RFC 8628, 3.5. */
const slowDownMs = 5_000;

export class DeviceCodes {
  readonly #all: DeviceSignIn[] = [];

  constructor(
    private readonly world: SandboxWorld,
    private readonly settings: MicrosoftSettings,
    private readonly grants: Grants,
  ) {}

  /** Begins a sign-in: the body of the answer. */
  begin(tenant: string, request: AuthorizeRequest, page: string): Record<string, string | number> {
    const interval = this.settings.deviceCodeIntervalSeconds;
    const userCode = this.grants.random().slice(0, 9).toUpperCase();
    const deviceCode = `DAQ${this.grants.random()}${this.grants.random()}`;
    this.#all.push({
      ...{ deviceCode, userCode, request, tenant },
      expiresAt: this.world.now() + lifetimeMs,
      state: 'pending',
      askedAt: -Infinity,
      interval: interval * 1_000,
    });
    return {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: page,
      expires_in: lifetimeMs / 1_000,
      interval,
      message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
    };
  }

  /** The sign-in that waits for what the person has typed. */
  typed(userCode: string): DeviceSignIn | undefined {
    return this.#all.find(
      (one) => one.userCode === userCode.trim().toUpperCase() && one.expiresAt > this.world.now(),
    );
  }

  /** What the app that asks gets: the person's grant, once, or why it gets none. */
  ask(deviceCode: string): Omit<CodeGrant, 'used' | 'expiresAt'> | SignInError {
    const found = this.#all.find((one) => one.deviceCode === deviceCode);
    if (!found) return signInErrors.badDeviceCode();
    const now = this.world.now();
    if (found.expiresAt <= now) return signInErrors.deviceCodeExpired();
    const isEarly = now - found.askedAt < found.interval;
    found.askedAt = now;
    if (isEarly) {
      found.interval += slowDownMs;
      return signInErrors.slowDown();
    }
    if (found.state === 'pending') return signInErrors.authorizationPending();
    if (found.state === 'declined') return signInErrors.authorizationDeclined();
    this.#all.splice(this.#all.indexOf(found), 1);
    return found.state;
  }
}
