/**
 * The change notifications that clients have subscribed to, and what is published to the hub for them. Sources: facts, relay §2.1
 * (learn.microsoft.com/graph/api/resources/subscription, change-notifications-lifecycle-events, change-notifications-delivery-event-hubs).
 */
import type { SandboxWorld } from '../../world.ts';
import { guidOf, randomHex } from '../state/ids.ts';
import type { Message, MessageChange } from '../state/model.ts';
import type { TenantState } from '../state/tenant.ts';
import { resourceOf, type SubscribedResource } from './resource.ts';

/** Where notifications go: an Event Hub, by its notification URL. */
export interface NotificationHub {
  readonly name: string;
  /** The namespace's host. */
  readonly host: string;
  readonly publish: (body: string, key: string | null) => void;
}

export interface SubscriptionRecord {
  readonly id: string;
  readonly applicationId: string;
  readonly creatorId: string;
  /** As the client wrote it. */
  readonly resource: string;
  readonly subscribed: SubscribedResource;
  readonly changeType: string;
  notificationUrl: string;
  readonly lifecycleNotificationUrl: string | null;
  readonly clientState: string | null;
  /** ms since 1970. */
  expiresAt: number;
  /** Until when the token that made or renewed it is valid, ms: nothing is published afterwards. */
  authorisedUntil: number;
  cancelReminder: () => void;
}

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

/** What administrators and Microsoft do with subscriptions. */
export interface SubscriptionSwitches {
  /** From now on notifications can be delivered to this hub. Without one nobody can subscribe. */
  deliverTo(hub: NotificationHub): void;
  /** Those that live now. */
  list(): readonly Pick<
    SubscriptionRecord,
    'id' | 'resource' | 'expiresAt' | 'applicationId' | 'creatorId'
  >[];
  /** Microsoft ends one, and says so. */
  remove(id: string): void;
  /** Tells that notifications may have been lost, or that the subscription must be authorised anew. */
  tell(id: string, event: 'reauthorizationRequired' | 'missed'): void;
  /** How many one may have; tests lower them. */
  readonly quotas: SubscriptionQuotas;
}

export interface SubscriptionQuotas {
  /** Per application and chat or channel. */
  perConversation: number;
  /** Per user, of all chats. */
  perUser: number;
  /** Per organisation. */
  perOrganisation: number;
}

/** How long before the end of the token a new authorisation is asked for, ms. */
const reminderBefore = 15 * 60_000;
/** How many notifications are in one body at most. */
const largestBody = 20;

export class Subscriptions implements SubscriptionSwitches {
  readonly quotas: SubscriptionQuotas = { perConversation: 1, perUser: 10, perOrganisation: 10_000 };
  readonly #records = new Map<string, SubscriptionRecord>();
  #hub: NotificationHub | null = null;
  #waiting: object[] = [];

  constructor(
    private readonly world: SandboxWorld,
    private readonly state: TenantState,
  ) {}

  deliverTo(hub: NotificationHub): void {
    if (this.#hub === null)
      this.state.messageListeners.push((message, change) => this.#heard(message, change));
    this.#hub = hub;
  }

  list(): readonly SubscriptionRecord[] {
    const now = this.world.now();
    for (const one of this.#records.values()) if (one.expiresAt <= now) this.end(one.id);
    return [...this.#records.values()];
  }

  /** Whether notifications can be delivered to this URL. */
  reaches(notificationUrl: string): boolean {
    const hub = this.#hub;
    return (
      hub !== null &&
      notificationUrl.split('?')[0]?.toLowerCase() ===
        `EventHub:https://${hub.host}/eventhubname/${hub.name}`.toLowerCase()
    );
  }

  /** Adds one, and publishes the event by which Graph checks the hub. */
  add(wanted: Omit<SubscriptionRecord, 'id' | 'cancelReminder'>): SubscriptionRecord {
    const record: SubscriptionRecord = {
      ...wanted,
      id: guidOf(randomHex(() => this.world.random())),
      cancelReminder: () => undefined,
    };
    this.#records.set(record.id, record);
    this.#hub?.publish(
      JSON.stringify({
        value: [
          {
            ...{
              subscriptionId: 'NA',
              subscriptionExpirationDateTime: 'NA',
              clientState: 'NA',
              resource: 'NA',
            },
            changeType: `Validation: Testing client application reachability for subscription Request-Id: ${record.id}`,
            resourceData: { '@odata.type': 'NA', '@odata.id': 'NA', id: 'NA' },
          },
        ],
      }),
      null,
    );
    this.authorise(record, record.authorisedUntil);
    return record;
  }

  /** The subscription was made, renewed or authorised anew with a token that is valid until then, ms. */
  authorise(record: SubscriptionRecord, until: number): void {
    record.authorisedUntil = until;
    record.cancelReminder();
    const left = until - this.world.now();
    // A token that is as old as before is reminded of again, and not at once.
    const wait = Math.max(Math.min(reminderBefore, left / 2), left - reminderBefore);
    if (left > 0)
      record.cancelReminder = this.world.after(wait, () => this.tell(record.id, 'reauthorizationRequired'));
  }

  end(id: string): void {
    this.#records.get(id)?.cancelReminder();
    this.#records.delete(id);
  }

  remove(id: string): void {
    this.#publishLifecycle(id, 'subscriptionRemoved');
    this.end(id);
  }

  tell(id: string, event: 'reauthorizationRequired' | 'missed'): void {
    this.#publishLifecycle(id, event);
  }

  #publishLifecycle(id: string, lifecycleEvent: LifecycleEvent): void {
    const record = this.list().find((one) => one.id === id);
    if (!record || record.lifecycleNotificationUrl === null) return;
    const { clientState, expiresAt, resource } = record;
    const event = {
      subscriptionId: id,
      subscriptionExpirationDateTime: timeOf(expiresAt),
      tenantId: this.state.tenantId,
      clientState,
      resource,
      lifecycleEvent,
    };
    this.#hub?.publish(JSON.stringify({ value: [event] }), null);
  }

  #heard(message: Message, changeType: MessageChange): void {
    const now = this.world.now();
    for (const record of this.list()) {
      if (!record.changeType.split(',').includes(changeType) || record.authorisedUntil <= now) continue;
      if (!record.subscribed.holds(message)) continue;
      const resource = resourceOf(message);
      if (this.#waiting.length === 0) this.world.after(0, () => this.#flush());
      this.#waiting.push({
        subscriptionId: record.id,
        changeType,
        clientState: record.clientState,
        subscriptionExpirationDateTime: timeOf(record.expiresAt),
        resource,
        resourceData: {
          '@odata.type': '#Microsoft.Graph.chatMessage',
          '@odata.id': resource,
          id: message.id,
        },
        tenantId: this.state.tenantId,
      });
    }
  }

  /** Notifications of one moment come in one body. */
  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (let at = 0; at < waiting.length; at += largestBody)
      this.#hub?.publish(JSON.stringify({ value: waiting.slice(at, at + largestBody) }), null);
  }
}

/** A time as Graph writes it here. */
export const timeOf = (at: number): string => new Date(at).toISOString();
