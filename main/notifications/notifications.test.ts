import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Notification } from '../../preload/contract/index.ts';
import {
  createNotifications,
  type NotificationNeeds,
  type SystemNotificationOptions,
} from './notifications.ts';

class FakeNotification extends EventEmitter {
  closed = 0;
  constructor(
    readonly options: SystemNotificationOptions,
    private readonly says: 'show' | 'failed' | null,
  ) {
    super();
  }
  show(): void {
    if (this.says !== null) this.emit(this.says);
  }
  close(): void {
    this.closed += 1;
    this.emit('close');
  }
}

const goal = { conversation: 'm/c', message: { id: 'm/c/1', thread: '', createdAt: 5 } };
const told = (over: Partial<Extract<Notification, { kind: 'message' }>> = {}): Notification => ({
  kind: 'message',
  key: 'm/c',
  goal,
  sender: 'Ada',
  conversation: 'Tides',
  text: 'High at noon',
  files: 0,
  mentionsUser: false,
  count: 1,
  silent: false,
  renews: false,
  ...over,
});

let made: FakeNotification[];
let did: unknown[];
let timers: (() => void)[];
beforeEach(() => {
  [made, did, timers] = [[], [], []];
});
const notificationsOf = (over: Partial<NotificationNeeds> = {}, says: 'show' | 'failed' | null = 'show') =>
  createNotifications({
    isSupported: () => true,
    create: (options) => {
      const one = new FakeNotification(options, says);
      made.push(one);
      return one;
    },
    platform: 'darwin',
    hidesText: () => false,
    sounds: () => true,
    copy: (text) => did.push(['copy', text]),
    open: (where) => did.push(['open', where]),
    read: (where) => did.push(['read', where]),
    reply: (where, text) => did.push(['reply', where, text]),
    after: (_ms, work) => {
      timers.push(work);
      return () => undefined;
    },
    ...over,
  });

describe('a notification', () => {
  it('is shown with its text, and a click leads to its message and removes it', async () => {
    expect(await notificationsOf().show(told())).toBeNull();
    expect(made[0]?.options).toMatchObject({ title: 'Ada in Tides', body: 'High at noon', silent: false });
    made[0]?.emit('click');
    expect(did).toEqual([['open', goal]]);
    expect(made[0]?.closed).toBe(1);
  });
  it('replaces the earlier one of its conversation, and counts both', async () => {
    const notifications = notificationsOf();
    await notifications.show(told({ count: 2 }));
    await notifications.show(told({ text: 'Low at six' }));
    await notifications.show(told({ key: 'm/d' }));
    expect(made.map(({ closed, options }) => [closed, options.body])).toEqual([
      [1, 'High at noon (+1)'],
      [0, 'Low at six (+2)'],
      [0, 'High at noon'],
    ]);
  });
  it('is counted no longer when the user has closed it', async () => {
    const notifications = notificationsOf();
    await notifications.show(told({ count: 2 }));
    made[0]?.emit('close');
    await notifications.show(told());
    expect(made[1]?.options.body).toBe('High at noon');
  });
  it('is removed once when its message is read elsewhere', async () => {
    const notifications = notificationsOf();
    await notifications.show(told());
    notifications.close('m/c');
    notifications.close('m/c');
    notifications.close('m/nowhere');
    expect(made[0]?.closed).toBe(1);
  });
  it('that has changed is shown again in its place, but not if the user has closed it', async () => {
    const notifications = notificationsOf();
    await notifications.show(told({ count: 2 }));
    await notifications.show(told({ text: 'High at one', count: 2, renews: true }));
    expect(made.map(({ closed, options }) => [closed, options.body])).toEqual([
      [1, 'High at noon (+1)'],
      [0, 'High at one (+1)'],
    ]);
    made[1]?.emit('close');
    expect(await notifications.show(told({ text: 'High at two', renews: true }))).toBeNull();
    expect(made).toHaveLength(2);
  });
  it('makes no sound if the user has switched it off', async () => {
    await notificationsOf({ sounds: () => false }).show(told());
    expect(made[0]?.options.silent).toBe(true);
  });
  it('reports why it is not shown', async () => {
    expect(await notificationsOf({ isSupported: () => false }).show(told())).toBe('not-supported');
    expect(made).toEqual([]);
    expect(await notificationsOf({}, 'failed').show(told())).toBe('refused');
  });
  it('counts as shown on a system that reports nothing', async () => {
    const shown = notificationsOf({}, null).show(told());
    timers[0]?.();
    expect(await shown).toBeNull();
  });
});

it.each([
  ['linux', '&lt;a href="x"&gt; R&amp;D'],
  ['darwin', '<a href="x"> R&D'],
  ['win32', '<a href="x"> R&D'],
] as const)('on %s markup in a text stays text', async (platform, body) => {
  await notificationsOf({ platform }).show(told({ sender: 'R&D', text: '<a href="x"> R&D' }));
  expect(made[0]?.options).toMatchObject({ title: 'R&D in Tides', body });
});

describe('the actions of a notification', () => {
  it('are a reply and marking as read on macOS and Windows, and none on Linux', async () => {
    for (const platform of ['darwin', 'win32', 'linux'] as const) {
      await notificationsOf({ platform }).show(told());
      expect([made.at(-1)?.options.hasReply, made.at(-1)?.options.actions?.length]).toEqual(
        platform === 'linux' ? [undefined, undefined] : [true, 1],
      );
    }
  });
  it('are passed on with the message; an empty reply is ignored', async () => {
    const notifications = notificationsOf();
    for (const [event, details] of [
      ['action', { actionIndex: 0 }],
      ['reply', { reply: ' Thanks ' }],
      ['reply', { reply: '  ' }],
    ] as const) {
      await notifications.show(told());
      made.at(-1)?.emit(event, details);
    }
    expect(did).toEqual([
      ['read', goal],
      ['reply', goal, 'Thanks'],
    ]);
  });
  it('only open the window, for a summary', async () => {
    const summary = { kind: 'summary', key: 'summary', count: 12, conversations: 3, silent: false } as const;
    await notificationsOf().show(summary);
    made[0]?.emit('action');
    made[0]?.emit('click');
    expect(did).toEqual([['open', null]]);
    expect(made[0]?.options.body).toBe('12 new messages in 3 conversations while you were away');
  });
});

describe('a reply that was not sent', () => {
  it.each([
    ['gone', 'The message is no longer in Isthmus. Click to copy your reply.'],
    ['not-stored', 'Isthmus could not store it: the disk may be full. Click to copy your reply.'],
  ] as const)('is reported (%s), and a click copies its whole text', (reason, sentence) => {
    const text = `Thanks ${'x'.repeat(300)}`;
    notificationsOf().replyFailed(goal, text, reason);
    expect(made[0]?.options.title).toBe('Your reply was not sent');
    expect(made[0]?.options.body).toBe(`${sentence}\n${text.slice(0, 199)}…`);
    made[0]?.emit('click');
    expect(did).toEqual([
      ['copy', text],
      ['open', goal],
    ]);
    expect(made[0]?.closed).toBe(1);
  });
  it('is not shown where text is hidden', () => {
    notificationsOf({ hidesText: () => true }).replyFailed(goal, 'Thanks', 'gone');
    expect(made[0]?.options.body).not.toContain('Thanks');
  });
});

describe('the text of a notification', () => {
  it.each<[string, Partial<Extract<Notification, { kind: 'message' }>>, boolean, string, string]>([
    ['a chat is named by who writes', { conversation: '' }, false, 'Ada', 'High at noon'],
    ['nobody tells a name', { sender: '', conversation: '' }, false, 'Somebody', 'High at noon'],
    ['files alone', { text: '', files: 2 }, false, 'Ada in Tides', '2 files'],
    ['nothing at all', { text: '' }, false, 'Ada in Tides', 'New message'],
    ['text is hidden', {}, true, 'Isthmus', 'New message'],
    ['text of several is hidden', { count: 3 }, true, 'Isthmus', '3 new messages'],
    ['names turn nothing around', { sender: '\u202EAda\n\u0007' }, false, 'Ada in Tides', 'High at noon'],
    [
      'text turns nothing around',
      { text: '\u202EHigh\n\n\u2067at noon\u0007' },
      false,
      'Ada in Tides',
      'High\nat noon',
    ],
    ['text of marks alone', { text: '\u202E\u200F' }, false, 'Ada in Tides', 'New message'],
    ['braces and tags are text', { text: '{count} <b>' }, false, 'Ada in Tides', '{count} <b>'],
  ])('%s', async (_case, over, hides, title, body) => {
    await notificationsOf({ hidesText: () => hides }).show(told(over));
    expect(made[0]?.options).toMatchObject({ title, body });
  });
});
