/** Connectors that differ in a few members from the right ones. */
import type { Connector } from '../../../renderer/connectors/connector.ts';
import { type Change, type Message, type Result, succeeded } from '../../../renderer/model/index.ts';

/** The same object with other members. */
export const derived = <Value extends object>(value: Value, over: Partial<Value>): Value =>
  Object.assign(Object.create(value) as Value, over);

const changedBy =
  (change: (message: Message) => Message) =>
  (one: Change): Change =>
    one.kind === 'message' ? { ...one, message: change(one.message) } : one;

/** A connector that answers with `change` of each message that it has just sent. */
export const withSent = (connector: Connector, change: (message: Message) => Message): Connector => {
  const { writing } = connector;
  return writing === undefined
    ? connector
    : derived(connector, {
        writing: derived(writing, {
          send: async (...given) => {
            const answer = await writing.send(...given);
            return answer.ok
              ? succeeded({ ...answer.value, changes: answer.value.changes.map(changedBy(change)) })
              : answer;
          },
        }),
      });
};

/** A connector that tells `change` of each message instead of the message. */
export const withMessages = (connector: Connector, change: (message: Message) => Message): Connector => {
  const changed = changedBy(change);
  const all = <Answer extends { readonly changes: readonly Change[] }>(
    answer: Result<Answer>,
  ): Result<Answer> =>
    answer.ok ? succeeded({ ...answer.value, changes: answer.value.changes.map(changed) }) : answer;
  const { live } = connector;
  return derived(connector, {
    history: async (...given) => all(await connector.history(...given)),
    changes: async (...given) => all(await connector.changes(...given)),
    refresh: async (...given) => {
      const answer = await connector.refresh(...given);
      return answer.ok ? succeeded(answer.value.map(changed)) : answer;
    },
    ...(live === undefined
      ? {}
      : {
          live: {
            listen: (sink) =>
              live.listen((event) =>
                sink(event.kind === 'changes' ? { ...event, changes: event.changes.map(changed) } : event),
              ),
          },
        }),
  });
};
