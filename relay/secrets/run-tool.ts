/** Runs a program of the system that needs a secret, or gives one: both go through its pipes, which no list of processes shows. */
import { spawn } from 'node:child_process';

export interface ToolRun {
  /** The whole path, so that no other program of this name is run. */
  readonly program: string;
  /** Every user of the machine may read them: they hold no secret. */
  readonly words: readonly string[];
  readonly input: string;
}

export type ToolOutcome =
  | { readonly kind: 'ended'; readonly code: number; readonly output: string }
  /** There is no such program, or it may not be run. */
  | { readonly kind: 'absent' }
  /** It did not end, and was killed. */
  | { readonly kind: 'silent' };

/** Never rejects. */
export type RunTool = (run: ToolRun) => Promise<ToolOutcome>;

/** Somebody may be asked at the screen for leave, ms. */
const usualPatience = 60_000;
/** No answer is longer, characters. */
const longest = 65_536;

/** @param within how long it may take, ms */
export const runTool = ({ program, words, input }: ToolRun, within = usualPatience): Promise<ToolOutcome> =>
  new Promise((resolve) => {
    const child = spawn(program, words, { stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true });
    let output = '';
    const end = (outcome: ToolOutcome): void => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      end({ kind: 'silent' });
    }, within);
    child.once('error', () => end({ kind: 'absent' }));
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (output.length < longest) output += text;
    });
    // Harmless: a program that ends without reading says by its code why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    // Null: somebody else has killed it.
    child.once('close', (code) => end(code === null ? { kind: 'silent' } : { kind: 'ended', code, output }));
  });
