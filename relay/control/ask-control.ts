/** Asks a relay that runs. */
import { request } from 'node:http';
import { resolve as whole } from 'node:path';
import { text } from 'node:stream/consumers';
import { socketBeside } from '../store/owner.ts';
import type { ControlAnswers } from './serve-control.ts';

export type ControlAsked =
  | { readonly kind: 'answered'; readonly value: unknown }
  /** Nobody answers there, or not us: another user's relay, one that is just beginning or ending, or one of an earlier version. */
  | { readonly kind: 'no-answer' };

/** How long an answer may take, ms. */
const within = 30_000;

/** `path`: the database that the relay has open. */
export const askControl = (
  path: string,
  question: keyof ControlAnswers,
  method: 'GET' | 'POST' = 'GET',
): Promise<ControlAsked> =>
  new Promise((resolve) => {
    const nothing = (): void => resolve({ kind: 'no-answer' });
    const asking = request(
      {
        socketPath: socketBeside(whole(path), 'control'),
        path: `/${question}`,
        method,
        timeout: within,
        agent: false,
      },
      (response) => {
        text(response)
          .then((body) => {
            if (response.statusCode !== 200) return nothing();
            const value: unknown = JSON.parse(body);
            resolve({ kind: 'answered', value });
          })
          // Harmless: the command says that it got no answer.
          .catch(nothing);
      },
    );
    asking.once('timeout', () => asking.destroy());
    asking.once('error', nothing);
    asking.end();
  });
