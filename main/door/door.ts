/** Main's side of the door: one handler for every call in the contract, each crossing checked for sender, page and shape. */
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

/** The little of a frame that the check needs; two mentions of one frame are the same object in Electron. */
export interface Frame {
  readonly url: string;
}

/** The little of a webContents that the door needs. */
export interface Contents {
  readonly mainFrame: Frame;
  isDestroyed(): boolean;
  send(channel: string, message: unknown): void;
}

/** What Electron tells a handler about who called. */
export interface Call {
  readonly sender: object;
  readonly senderFrame: Frame | null;
}

/** The little of ipcMain that the door uses. */
export interface Wire {
  handle(channel: string, answer: (call: Call, request: unknown) => Promise<Answered>): void;
}

/** A handler for every call: a call without one does not compile. */
export type Answers = {
  readonly [Name in CallName]: (
    request: CallRequest<Name>,
  ) => CallResponse<Name> | Promise<CallResponse<Name>>;
};

/** What the door needs from its surroundings. */
export interface DoorSurroundings {
  readonly wire: Wire;
  /** The window contents that show `page` now, or null. */
  readonly contentsOf: (page: PageName) => Contents | null;
  /** Hears of every refused crossing, to count and log it. */
  readonly refused: (name: string, reason: Refusal) => void;
  /** Hears of what a handler threw. */
  readonly threw: (error: unknown) => void;
}

/** Tells pages something. */
export interface Teller {
  tell<Name extends TellingName>(name: Name, message: Telling<Name>): void;
}

/** The page in a frame, or null: Electron throws when it is asked for the address of a document that is gone. */
function pageIn(frame: Frame): PageName | null {
  try {
    return pageAt(frame.url);
  } catch {
    // Harmless: Electron throws where the document is gone: there is no page, and nothing else to tell.
    return null;
  }
}

/** The main frame of contents that are there; null when they are gone, or go at this moment. */
function mainFrameOf(contents: Contents): Frame | null {
  try {
    return contents.isDestroyed() ? null : contents.mainFrame;
  } catch {
    // Harmless: Electron throws where the window is gone.
    return null;
  }
}

/** The page that made `call`, or why nobody of ours did: it must come from the main frame of that page's own window, at its own address. */
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
    // The table's types pair every name with its own request; a union over names loses that pairing.
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

/** Tells every page that the contract names for a telling, as far as its window is there. */
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
          // Harmless: it went between the two lines: the next page asks for what it needs when it starts.
        }
      }
    },
  };
}
