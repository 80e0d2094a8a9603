import { expect, it } from 'vitest';
import { connectorOf } from '../../test/support/connectors.ts';
import { account, ada, general } from '../../test/support/rows.ts';
import { succeeded, type MessageId } from '../model/index.ts';
import type { TypingNews } from '../store/index.ts';
import { Typing } from './typing.ts';

const thread = 'root' as MessageId;
const own = (threadId: MessageId | '' = ''): TypingNews => ({
  ...{ kind: 'own', accountId: account, conversationId: general, threadId },
});

const begin = (every: number | null = 5_000) => {
  let now = 1_000_000;
  let listener: (news: TypingNews) => void = () => undefined;
  const [told, shown]: [string[], TypingNews[]] = [[], []];
  let paused = false;
  const typing = new Typing({
    world: { now: () => now, log: () => undefined },
    channel: {
      tell: (news) => shown.push(news),
      hear: (hears) => {
        listener = hears;
        return () => (listener = () => undefined);
      },
      close: () => undefined,
    },
    connectorOf: () =>
      connectorOf(
        every === null
          ? {}
          : {
              typing: {
                every,
                tell: (_id, threadId) => {
                  told.push(threadId === '' ? 'conversation' : 'thread');
                  return Promise.resolve(succeeded(null));
                },
              },
            },
      ),
    isPaused: () => paused,
  });
  return {
    ...{ typing, told, shown },
    write: (news: TypingNews) => listener(news),
    pass: (ms: number) => (now += ms),
    pause: () => (paused = true),
  };
};

it('a service is told about the user’s typing at its own interval, separately for a thread', () => {
  const { write, told, pass } = begin();
  for (const news of [own(), own(), own(thread), own(thread)]) write(news);
  expect(told).toEqual(['conversation', 'thread']);
  pass(4_999);
  write(own());
  expect(told).toHaveLength(2);
  pass(1);
  write(own());
  expect(told).toEqual(['conversation', 'thread', 'conversation']);
});

it('a clock that was set back does not stop it', () => {
  const { write, told, pass } = begin();
  write(own());
  pass(-60_000);
  write(own());
  expect(told).toHaveLength(2);
});

it('typing is not sent in a pause, to a service without it, or after the end', () => {
  const paused = begin();
  paused.pause();
  paused.write(own());
  const without = begin(null);
  without.write(own());
  const ended = begin();
  ended.typing.stop();
  ended.write(own());
  expect([paused.told, without.told, ended.told]).toEqual([[], [], []]);
});

it('typing of others is passed on with its duration, and messages of another page are not', () => {
  const { typing, shown, write } = begin();
  typing.heard({ accountId: account, conversationId: general, threadId: thread }, ada);
  const heard: TypingNews = {
    ...{ kind: 'heard', accountId: account, conversationId: general, threadId: thread },
    ...{ personId: ada, lasts: 6_000 },
  };
  write(heard);
  expect(shown).toEqual([heard]);
});
