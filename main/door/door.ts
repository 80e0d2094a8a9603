/** Main's side of the door: one handler for every call of the contract. Each call is checked for its sender, page and shape. */
import type { Answered, Refusal } from '../../preload/crossing.ts';
import {
  type CallName,
  type CallRequest,
  type CallResponse,
  calls,
  pageAt,
  type PageName,
  type Telling,
  type TellingName,
  tellings,
} from '../../preload/contract/index.ts';

/** The part of Electron's WebFrameMain that the check needs. Electron gives the same object each time for one frame. */
export interface Frame {
  readonly url: string;
}

/** The part of Electron's WebContents that the door needs. */
export interface Contents {
  readonly mainFrame: Frame;
  isDestroyed(): boolean;
  send(channel: string, message: unknown): void;
}

/** The part of Electron's IpcMainInvokeEvent that the door needs. */
export interface Call {
  readonly sender: object;
  readonly senderFrame: Frame | null;
}

/** The part of Electron's ipcMain that the door uses. */
export interface Wire {
  handle(channel: string, answer: (call: Call, request: unknown) => Promise<Answered>): void;
}

/** A handler for every call. A missing handler does not compile. */
export type Answers = {
  readonly [Name in CallName]: (
    request: CallRequest<Name>,
  ) => CallResponse<Name> | Promise<CallResponse<Name>>;
};

/** What the door needs from its surroundings. */
export interface DoorSurroundings {
  readonly wire: Wire;
  /** The contents of the window that shows `page` now, or null. */
  readonly contentsOf: (page: PageName) => Contents | null;
  /** Called for every refused crossing, to count and log it. */
  readonly refused: (name: string, reason: Refusal) => void;
  /** Called with each error that a handler threw. */
  readonly threw: (error: unknown) => void;
}

/** Sends tellings to pages. */
export interface Teller {
  tell<Name extends TellingName>(name: Name, message: Telling<Name>): void;
}

/** The page in a frame, or null. Electron throws if the frame's document no longer exists. */
function pageIn(frame: Frame): PageName | null {
  try {
    return pageAt(frame.url);
  } catch {
    // Harmless: Electron throws if the document no longer exists. Then the frame has no page.
    return null;
  }
}

/** The main frame of contents; null if the contents no longer exist. */
function mainFrameOf(contents: Contents): Frame | null {
  try {
    return contents.isDestroyed() ? null : contents.mainFrame;
  } catch {
    // Harmless: Electron throws if the window no longer exists.
    return null;
  }
}

/**
 * The page that made `call`, or the reason for a refusal. A call must come from the main frame of the page's own window, at the page's own
 * address.
 */
function senderOf(call: Call, contentsOf: DoorSurroundings['contentsOf']): PageName | null {
  const { senderFrame } = call;
  const page = senderFrame === null ? null : pageIn(senderFrame);
  if (page === null) return null;
  const contents = contentsOf(page);
  if (contents === null || contents !== call.sender) return null;
  return mainFrameOf(contents) === senderFrame ? page : null;
}

/** Registers `answers` on the wire. This is the only place where ipcMain is used. */
export function answerDoor({ wire, contentsOf, refused, threw }: DoorSurroundings, answers: Answers): void {
  const answerCall = async (name: CallName, call: Call, request: unknown): Promise<Answered> => {
    const refuse = (reason: Refusal): Answered => {
      refused(name, reason);
      return { kind: 'refused', reason };
    };
    const page = senderOf(call, contentsOf);
    if (page === null) return refuse('wrong-sender');
    const entry = calls[name];
    if (!(entry.pages as readonly PageName[]).includes(page)) return refuse('wrong-page');
    const checked = entry.request.safeParse(request);
    if (!checked.success) return refuse('malformed-request');
    // The table's types pair each name with its own request. A union of names loses that pairing.
    const answer = answers[name] as (request: unknown) => unknown;
    let response: unknown;
    try {
      response = await answer(checked.data);
    } catch (error) {
      // Harmless: `threw` logs it with its class and place.
      threw(error);
      return refuse('handler-failed');
    }
    const answered = entry.response.safeParse(response);
    return answered.success ? { kind: 'answer', response: answered.data } : refuse('malformed-response');
  };
  for (const name of Object.keys(calls) as CallName[]) {
    wire.handle(name, (call, request) => answerCall(name, call, request));
  }
}

/** Sends a telling to each page that the contract names, if its window exists. */
export function createTeller({
  contentsOf,
  refused,
}: Pick<DoorSurroundings, 'contentsOf' | 'refused'>): Teller {
  return {
    tell: (name, message) => {
      const entry = tellings[name];
      const checked = entry.message.safeParse(message);
      if (!checked.success) {
        refused(name, 'malformed-request');
        return;
      }
      for (const page of entry.pages) {
        const contents = contentsOf(page);
        if (contents === null) continue;
        const frame = mainFrameOf(contents);
        if (frame === null || pageIn(frame) !== page) continue;
        try {
          contents.send(name, checked.data);
        } catch {
          // Harmless: the page went between the check and the send. The next page asks for its state when it starts.
        }
      }
    },
  };
}
