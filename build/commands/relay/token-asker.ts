import { failed, type Result, succeeded } from '../../../renderer/model/index.ts';
import type { AskToken } from './messages.ts';

/** Asks the command for tokens. Each question gets an answer, also when the command has ended: then it is a failure. */
export class TokenAsker {
  readonly #waiting = new Map<number, (token: Result<string>) => void>();
  #asked = 0;

  /** `send` tells the command, or calls `lost` if it cannot. */
  constructor(private readonly send: (question: AskToken, lost: () => void) => void) {}

  readonly ask = (renew: boolean): Promise<Result<string>> =>
    new Promise((resolve) => {
      this.#asked += 1;
      const number = this.#asked;
      this.#waiting.set(number, resolve);
      this.send({ kind: 'ask-token', number, renew }, () => this.#end(number, commandGone));
    });

  answer(number: number, token: string): void {
    this.#end(number, succeeded(token));
  }

  /** The command has ended: nothing that was asked gets a token. */
  giveUp(): void {
    for (const number of [...this.#waiting.keys()]) this.#end(number, commandGone);
  }

  #end(number: number, result: Result<string>): void {
    this.#waiting.get(number)?.(result);
    this.#waiting.delete(number);
  }
}

const commandGone = failed({ kind: 'cancelled' } as const);
