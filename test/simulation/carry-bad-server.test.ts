/** A service that fails at one message and at nothing else: it is told as such, and holds up nothing for ever. */
import { expect, it } from 'vitest';
import { isPost, otherSide, type Side, startCrew } from '../support/carry/crew.ts';

const crew = startCrew(17);

it.each<Side>(['mattermost', 'teams'])(
  'a message from %s that is answered with 500 again and again fails by name, and what comes after it goes',
  async (from) => {
    const { deck } = crew();
    const to = otherSide(from);
    crew().write(from, deck, 'w1');
    await crew().minutes(2);
    const remove = crew()
      .faults(to)
      .add({ matches: (request) => isPost(to, request), fault: { kind: 'status', status: 500 } });
    crew().write(from, deck, 'w2');
    await crew().minutes(5);
    // A failure of the moment looks the same: for a while it is tried again.
    expect(await crew().failures()).toEqual([]);
    await crew().minutes(40);
    expect(await crew().failures()).toEqual([{ kind: 'refused', code: 'HTTP 500' }]);
    remove();
    crew().write(from, deck, 'w3');
    await crew().minutes(2);
    expect(crew().words(to, deck)).toEqual(['w1', 'w3']);
    await crew().retryAll();
    await crew().minutes(2);
    expect(crew().words(to, deck)).toEqual(['w1', 'w3', 'w2']);
    expect(await crew().outbox()).toEqual([]);
  },
);
