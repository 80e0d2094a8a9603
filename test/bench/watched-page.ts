/** What `npm run bench -- app` looks at within a page, the app's or the floor's: when it has come to rest, and what was drawn when. */

/** The page's global while `watchPage` is in it. */
export interface WatchedPage {
  readonly watched: {
    /** Once nothing in the document has changed for `rest`, and a frame has been drawn since. */
    readonly rested: () => Promise<void>;
    /** From now on the next press counts: call `drawn` for its result. */
    readonly arm: () => void;
    /** From the press until the frame was drawn in which messages of another conversation stood, ms. */
    readonly drawn: () => Promise<number>;
    /** From now on the next Enter counts: call `sent` for its result. `words` stand nowhere among the messages yet. */
    readonly armSend: (words: string) => void;
    /** From Enter until the frame was drawn in which the words stood among the messages, ms. */
    readonly sent: () => Promise<number>;
    /** From the start of the page until the frame was drawn in which the first row of the list stood, ms. */
    readonly listDrawn: () => Promise<number>;
  };
}

/** Runs in the page before its own code: only plain JavaScript of its own. */
export const watchPage = (): void => {
  const rest = 250;
  let changedAt = 0;
  let pressedAt = 0;
  let before = new Set<string>();
  let tellDrawn: (() => void) | null = null;
  let tellList: (() => void) | null = null;
  let enteredAt = 0;
  let awaited = '';
  let tellSent: (() => void) | null = null;
  let sent: Promise<number> = Promise.resolve(0);
  /** The time at which the frame that is to come has been drawn. */
  const frame = (): Promise<number> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  const list = new Promise<void>((resolve) => (tellList = resolve)).then(frame);
  let drawn: Promise<number> = Promise.resolve(0);
  const messageIds = (): string[] =>
    [...document.querySelectorAll<HTMLElement>('[data-region=messages] [data-message-id]')].map(
      ({ dataset }) => dataset.messageId ?? '',
    );
  new MutationObserver(() => {
    changedAt = performance.now();
    if (tellList !== null && document.querySelector('[data-testid=conversation-row]') !== null) {
      tellList();
      tellList = null;
    }
    if (
      tellSent !== null &&
      enteredAt > 0 &&
      document.querySelector('[data-region=messages]')?.textContent.includes(awaited)
    ) {
      tellSent();
      tellSent = null;
    }
    if (tellDrawn !== null && pressedAt > 0 && messageIds().some((id) => !before.has(id))) {
      tellDrawn();
      tellDrawn = null;
    }
  }).observe(document, { childList: true, subtree: true, attributes: true, characterData: true });
  addEventListener('keydown', ({ key, timeStamp }) => (enteredAt = key === 'Enter' ? timeStamp : enteredAt), {
    capture: true,
  });
  addEventListener('pointerdown', ({ timeStamp }) => (pressedAt = timeStamp), { capture: true });
  const watched: WatchedPage['watched'] = {
    rested: async () => {
      for (;;) {
        const left = rest - (performance.now() - changedAt);
        if (left <= 0) break;
        await new Promise((resolve) => setTimeout(resolve, left));
      }
      await frame();
    },
    arm: () => {
      before = new Set(messageIds());
      pressedAt = 0;
      drawn = new Promise<void>((resolve) => (tellDrawn = resolve)).then(frame).then((at) => at - pressedAt);
    },
    drawn: () => drawn,
    armSend: (words) => {
      awaited = words;
      enteredAt = 0;
      sent = new Promise<void>((resolve) => (tellSent = resolve)).then(frame).then((at) => at - enteredAt);
    },
    sent: () => sent,
    listDrawn: () => list,
  };
  Object.assign(globalThis, { watched });
};
