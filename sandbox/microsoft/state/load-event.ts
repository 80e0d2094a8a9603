/** A planned system message's eventDetail with its people filled in. */
import { eventInitiator, eventUser } from './membership.ts';
import type { TenantState } from './tenant.ts';

const isPerson = (value: unknown): value is { readonly person: string } =>
  typeof value === 'object' && value !== null && 'person' in value && typeof value.person === 'string';

const resolve = (state: TenantState, name: string, value: unknown): unknown => {
  if (isPerson(value)) {
    const user = state.directory.byKey(value.person);
    return name === 'initiator' ? eventInitiator(user) : eventUser(user);
  }
  if (Array.isArray(value)) return value.map((one) => resolve(state, '', one));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, resolve(state, key, one)]));
  }
  return value;
};

/** Inserts Graph identities for `{ person: key }` in the plan. An `initiator` becomes an identity set. */
export const loadEventDetail = (
  state: TenantState,
  event: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(event).map(([key, value]) => [key, resolve(state, key, value)]));
