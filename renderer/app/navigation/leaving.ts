/** Reads from the page how the user leaves a place, and gives the focus back when they return. */
import type { MessageId } from '../../model/index.ts';
import type { Goal } from './goal.ts';
import type { FocusLeft, PlaceLeft } from './place-history.ts';
import { regionElement, regionOf } from './regions.ts';
import { takesKeys, withKey } from './typed-ahead.ts';

/** A user who is closer than this to the end of the list (CSS pixels) is at its end. Less than a step of the wheel. */
export const atEndWithin = 40;

/** How the user leaves what is shown now. `lastFocus`: what of it had the focus before the list or a field has it. */
export const placeLeft = (lastFocus: FocusLeft | null): PlaceLeft => ({
  stand: standingIn(regionElement('messages')),
  thread: standingIn(regionElement('thread')),
  focus: focusIn(document.activeElement) ?? lastFocus,
});

/** The first message in sight, or the end; null for no list. Rows say which message they hold and when it was written. */
export const standingIn = (messages: HTMLElement | null): Goal | null => {
  const end = { kind: 'end' } as const;
  if (messages === null) return null;
  if (messages.scrollHeight - messages.scrollTop - messages.clientHeight <= atEndWithin) return end;
  const { top } = messages.getBoundingClientRect();
  const first = [...messages.querySelectorAll<HTMLElement>('[data-row-of]')].find(
    (row) => row.getBoundingClientRect().bottom > top + 1,
  );
  const id = first?.dataset.rowOf;
  if (first === undefined || id === undefined) return end;
  const into = Math.max(0, top - first.getBoundingClientRect().top);
  return { kind: 'stood', id: id as MessageId, at: Number(first.dataset.writtenAt), into };
};

/** The part of the place that has the focus if this element has it; null for an element outside of the place. */
export const focusIn = (element: Element | null): FocusLeft | null => {
  const region = regionOf(element);
  if (region === null || region === 'list') return null;
  const id = element?.closest<HTMLElement>('[data-message-id]')?.dataset.messageId;
  return { region, message: id === undefined ? null : (id as MessageId) };
};

/**
 * The elements that may get the focus, best first: the one that had it, its region, the messages, a thread in their place, the part that
 * shows the place, the list.
 */
const wanted = (focus: FocusLeft | null): readonly (HTMLElement | null)[] => {
  const region = regionElement(focus?.region ?? 'messages');
  const id = focus?.message ?? null;
  return [
    id === null
      ? region
      : (region?.querySelector<HTMLElement>(`[data-message-id="${CSS.escape(id)}"]`) ?? null),
    region,
    regionElement('messages'),
    regionElement('thread'),
    document.querySelector<HTMLElement>('main[tabindex]'),
    regionElement('list'),
  ];
};

/**
 * Gives the focus back to the element that had it when the user left, in the place that is shown now. If the element is not drawn yet, it
 * gets the focus later, unless the user does something first. Returns a function that ends the waiting.
 */
export const returnFocus = (focus: FocusLeft | null): (() => void) => {
  // A user who uses the buttons of the history, or the list, keeps the focus there.
  const goesOn = focus === null ? '[data-history], nav' : '[data-history]';
  if (document.activeElement?.closest(goesOn)) return () => undefined;
  return giveFocus(() => wanted(focus));
};

/**
 * Gives the focus to the box to write in of the place that is shown now, as soon as it is there, and to the messages before that. The box then
 * gets `typed`, and what the user types before it is there. `inThread`: of its thread. Returns a function that ends the waiting.
 */
export const focusBox = (inThread: boolean, typed = ''): (() => void) => {
  const pane = inThread ? '[data-pane=thread]' : 'main';
  const boxNow = () => document.querySelector<HTMLElement>(`${pane} [data-composer] [role=textbox]`);
  let text = typed;
  return giveFocus(() => [boxNow(), regionElement(inThread ? 'thread' : 'messages')], {
    takes: (event) => {
      const longer = boxNow() === null && !takesKeys(event.target) ? withKey(text, event) : null;
      if (longer === null) return false;
      event.preventDefault();
      text = longer;
      return true;
    },
    gave: (element) => {
      if (text === '' || element !== boxNow()) return;
      // As if it were typed there: the editor follows what changes in its element. Nothing has replaced this way.
      // oxlint-disable-next-line typescript/no-deprecated -- the only way to insert text as a person's keys do
      document.execCommand('insertText', false, text);
      text = '';
    },
    waits: () => text !== '',
  });
};

/** What else happens while the focus is given. */
interface Giving {
  /** Gets the user's keys. A key that it takes does not end the waiting. */
  readonly takes: (event: KeyboardEvent) => boolean;
  /** Is called when an element got the focus. */
  readonly gave: (element: HTMLElement) => void;
  /** Whether the best element must get the focus, even if the user acts first: it is to get what they have typed. */
  readonly waits: () => boolean;
}

const onlyFocus: Giving = { takes: () => false, gave: () => undefined, waits: () => false };

/**
 * Gives the focus to the best of what is there (`candidates`, best first), and to a better one as soon as that comes. Until the user acts, it
 * also comes back to an element that is drawn anew: a conversation that was just made gets its people and its draft a little later.
 */
const giveFocus = (
  candidatesNow: () => readonly (HTMLElement | null)[],
  { takes, gave, waits }: Giving = onlyFocus,
): (() => void) => {
  let rank = Infinity;
  let given: Element | null = null;
  let hasActed = false;
  const onKey = (event: KeyboardEvent): void => {
    // The Enter that led here is still pressed: it would send the draft that is in the box.
    if (event.key === 'Enter' && event.repeat) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (!takes(event)) onAct();
  };
  const onAct = (): void => {
    hasActed = true;
    removeEventListener('keydown', onKey, true);
    removeEventListener('pointerdown', onAct, true);
    if (!waits()) changes.disconnect();
  };
  const end = (): void => {
    onAct();
    changes.disconnect();
  };
  const give = (): void => {
    if (given?.isConnected && document.activeElement !== given) onAct();
    if (hasActed && !waits()) {
      end();
      return;
    }
    const candidates = candidatesNow();
    const best = candidates.findIndex((element) => element !== null);
    if (hasActed && best > 0) return;
    if (best >= 0 && (best < rank || !given?.isConnected)) {
      rank = best;
      given = candidates[best] ?? null;
      candidates[best]?.focus({ preventScroll: true });
      if (candidates[best]) gave(candidates[best]);
    }
  };
  const changes = new MutationObserver(give);
  changes.observe(document.body, { childList: true, subtree: true });
  addEventListener('keydown', onKey, true);
  addEventListener('pointerdown', onAct, true);
  give();
  return end;
};
