import { describe, expect, it } from 'vitest';
import { plainOfDocument } from '../../text/document/index.ts';
import type { MessageId, PersonId } from '../../model/index.ts';
import { createTime, realTime } from '../queries/testing/time.ts';
import { endOfPart, partLength, ShownBodies } from './shown-body.ts';
import { bodyMessage } from '../rich/testing/body-message.ts';

describe('a parsed body', () => {
  it('is parsed once for each version of a message, whatever row object it comes with', () => {
    const bodies = new ShownBodies(realTime);
    const message = bodyMessage('markdown', 'x');
    const first = bodies.of(message, 1, null);
    const rowReadAgain = structuredClone(message);
    expect(bodies.of(rowReadAgain, 1, null)).toBe(first);
    expect(bodies.of({ ...message, version: 2 }, 1, null)).not.toBe(first);
  });

  it('is parsed again when a mentioned person becomes known', () => {
    const bodies = new ShownBodies(realTime);
    const message = bodyMessage('markdown', '@ben');
    const first = bodies.of(message, 1, null);
    const mentions = [{ kind: 'person', personId: 'a|ben' as PersonId, text: '@ben' }] as const;
    expect(bodies.of({ ...message, mentions }, 1, null)).not.toBe(first);
  });

  it('has the forwarded message with its formatting, and is parsed again when that becomes known', () => {
    const bodies = new ShownBodies(realTime);
    const quote = { kind: 'quote', messageId: null, authorName: 'Cleo', plain: 'big news' } as const;
    const before = bodyMessage('html', '', { attachments: [quote] });
    expect(bodies.of(before, 1, null).forwarded.size).toBe(0);
    const html = '<p>big <strong>news</strong></p>';
    const { forwarded } = bodies.of({ ...before, attachments: [{ ...quote, html }] }, 1, null);
    expect(forwarded.get(html)?.blocks).toMatchObject([
      { children: [{ text: 'big ' }, { kind: 'strong', children: [{ text: 'news' }] }] },
    ]);
  });

  it('is dropped when there are too many, first the one that was asked for longest ago', () => {
    const bodies = new ShownBodies(realTime, 2);
    const message = (id: string) => ({
      ...bodyMessage('markdown', id),
      id: id as ReturnType<typeof bodyMessage>['id'],
    });
    const [one, two, three] = [message('1'), message('2'), message('3')];
    const first = bodies.of(one, 1, null);
    const second = bodies.of(two, 1, null);
    expect(bodies.of(one, 1, null)).toBe(first);
    bodies.of(three, 1, null);
    expect(bodies.of(one, 1, null)).toBe(first);
    expect(bodies.of(two, 1, null)).not.toBe(second);
  });
});

describe('parsing ahead', () => {
  const four = ['1', '2', '3', '4'].map((id) => ({ ...bodyMessage('markdown', id), id: id as MessageId }));

  it('parses slice by slice, and calls back when all are parsed', () => {
    const time = createTime();
    const bodies = new ShownBodies({
      ...time,
      // Each look at the clock takes a little while: a slice is over after the second body.
      now: () => {
        time.pass(4);
        return time.now();
      },
    });
    let isDone = false;
    bodies.readAhead(
      four,
      () => null,
      () => (isDone = true),
    );
    expect({ isDone, readings: bodies.readings }).toEqual({ isDone: false, readings: 2 });
    expect(time.waiting()).toHaveLength(1);
    time.pass(0);
    expect({ isDone, readings: bodies.readings }).toEqual({ isDone: true, readings: 4 });
  });

  it('calls back at once if all were parsed before', () => {
    const bodies = new ShownBodies({ ...createTime(), now: () => 0 });
    let times = 0;
    bodies.readAhead(
      four,
      () => null,
      () => (times += 1),
    );
    bodies.readAhead(
      four,
      () => null,
      () => (times += 1),
    );
    expect({ times, readings: bodies.readings }).toEqual({ times: 2, readings: 4 });
  });

  it('does not call back after it was cancelled', () => {
    const time = createTime();
    const bodies = new ShownBodies({
      ...time,
      now: () => {
        time.pass(20);
        return time.now();
      },
    });
    let isDone = false;
    const giveUp = bodies.readAhead(
      four,
      () => null,
      () => (isDone = true),
    );
    giveUp();
    expect(time.waiting()).toHaveLength(0);
    expect(isDone).toBe(false);
  });
});

describe('long bodies', () => {
  it('are shown in bounded parts that end between paragraphs', () => {
    const content = '<p>one two <b>three</b></p>'.repeat(80_000);
    const message = bodyMessage('html', content);
    const bodies = new ShownBodies(realTime);
    let left = content.length;
    for (const parts of [1, 2, 3]) {
      const shown = bodies.of(message, parts, null);
      expect(left - shown.left).toBeGreaterThan(partLength - 4_100);
      expect(left - shown.left).toBeLessThanOrEqual(partLength);
      left = shown.left;
      expect(
        shown.document.blocks.every((block) => plainOfDocument({ blocks: [block] }) === 'one two three'),
      ).toBe(true);
    }
  });

  it('are never parsed further than asked for, and completely in the end', () => {
    const content = 'word '.repeat(20_000);
    const message = bodyMessage('text', content);
    const bodies = new ShownBodies(realTime);
    let parts = 1;
    while (bodies.of(message, parts, null).left > 0) parts += 1;
    expect(plainOfDocument(bodies.of(message, parts, null).document).match(/word/g)).toHaveLength(20_000);
  });

  it('are cut even if they have no good place for it', () => {
    expect(endOfPart('x'.repeat(100_000), 0)).toBe(partLength);
  });

  it('are one part if both services accept them', () => {
    expect(endOfPart('x'.repeat(28 * 1024), 0)).toBe(28 * 1024);
  });
});

describe('emoji alone', () => {
  it.each([
    ['html', '<p><emoji alt="🎉"></emoji></p>', true],
    ['html', '<p>🎉🎉🎉🎉</p>', false],
    ['markdown', ':tada:', true],
    ['html', '<p>🎉 done</p>', false],
    ['html', '<p>42</p>', false],
    ['html', '<p>👏🏻👨‍👩‍👧 🇩🇪</p>', true],
    ['markdown', '- 🎉', false],
  ] as const)('%s %s', (format, content, jumbo) => {
    expect(new ShownBodies(realTime).of(bodyMessage(format, content), 1, null).jumbo).toBe(jumbo);
  });

  // Each of these hands is also two emoji, a hand and a tone: an expression that repeats emoji reads them in 2^n ways.
  it('sequences of many emoji take little time', () => {
    const hands = '👏🏻'.repeat(400);
    const before = process.cpuUsage();
    expect(new ShownBodies(realTime).of(bodyMessage('markdown', `${hands}!`), 1, null).jumbo).toBe(false);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(500);
  });
});
