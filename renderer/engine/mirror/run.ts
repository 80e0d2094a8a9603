/** Whether a mirror runs, and the signal of everything that is under way. */
type State = { readonly kind: 'stopped' } | { readonly kind: 'running'; readonly abort: AbortController };

export class MirrorRun {
  #state: State = { kind: 'stopped' };

  isOn(): boolean {
    return this.#state.kind === 'running';
  }

  /** Ends with what is under way; ended already while the mirror is stopped. */
  get signal(): AbortSignal {
    return this.#state.kind === 'running' ? this.#state.abort.signal : AbortSignal.abort();
  }

  begin(): void {
    this.#state = { kind: 'running', abort: new AbortController() };
  }

  /** Ends what is under way; the mirror goes on. */
  letGo(): void {
    if (this.#state.kind !== 'running') return;
    this.#state.abort.abort();
    this.begin();
  }

  /** Ends what is under way, and the mirror with it. */
  end(): void {
    this.letGo();
    this.#state = { kind: 'stopped' };
  }
}
