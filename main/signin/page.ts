/** Main's questions to the sign-in page, and the page's answers. */
import type { SignInAnswer, SignInQuestion, Telling } from '../../preload/contract/index.ts';

/** The sign-in page, as main uses it. */
export interface SignInPage {
  /**
   * Asks, after the page is ready. If the page is gone, or silent for `timeoutMs`, the answer is the failure `page-gone` or `page-silent`.
   */
  ask(question: SignInQuestion, timeoutMs: number): Promise<SignInAnswer>;
  /** The page reports that it is ready. */
  ready(): void;
  answered(question: number, answer: SignInAnswer): void;
  /** The page has died. The next page will report that it is ready. */
  gone(): void;
}

const failed = (code: string): SignInAnswer => ({ kind: 'failed', code });

/**
 * @param tell sends a question to the page
 * @param after runs something later; returns the function that cancels it
 */
export function createSignInPage(
  tell: (message: Telling<'signin:ask'>) => void,
  after: (ms: number, work: () => void) => () => void,
): SignInPage {
  let count = 0;
  let isReady = false;
  const open = new Map<
    number,
    { readonly ask: SignInQuestion; readonly settle: (answer: SignInAnswer) => void; asked: boolean }
  >();
  return {
    ask: (ask, timeoutMs) =>
      new Promise((resolve) => {
        const question = (count += 1);
        const cancel = after(timeoutMs, () => settle(failed('page-silent')));
        const settle = (answer: SignInAnswer): void => {
          cancel();
          open.delete(question);
          resolve(answer);
        };
        open.set(question, { ask, settle, asked: isReady });
        if (isReady) tell({ question, ask });
      }),
    ready: () => {
      isReady = true;
      for (const [question, waiting] of open) {
        if (waiting.asked) continue;
        waiting.asked = true;
        tell({ question, ask: waiting.ask });
      }
    },
    answered: (question, answer) => open.get(question)?.settle(answer),
    gone: () => {
      isReady = false;
      for (const { asked, settle } of [...open.values()]) if (asked) settle(failed('page-gone'));
    },
  };
}
