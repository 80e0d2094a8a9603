// contextBridge between a page's own world and the preload's isolated world. It uses synchronous custom events on the document, which both
// worlds share (their details are structured clones). Functions and promises are sent by number. The function below is sent to both worlds as
// source text, so it must not use anything outside itself.

/** One world's end of the bridge. */
export interface Bridge {
  /** Gives the other world a copy of a value under a global name; functions inside call back into this world. */
  expose(key: string, value: unknown): void;
}

type Parcel =
  | { readonly kind: 'expose'; readonly key: string; readonly value: unknown }
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly values: readonly unknown[];
      readonly answer: number;
    }
  | { readonly kind: 'answer'; readonly answer: number; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'settle'; readonly id: number; readonly ok: boolean; readonly value: unknown }
  | { readonly kind: 'hello' };

/** Opens an end of the bridge. `secret` is a name that only the two ends know; `mine` and `theirs` say which end this is. */
export function openBridge(secret: string, mine: string, theirs: string): Bridge {
  interface Settle {
    readonly resolve: (value: unknown) => void;
    readonly reject: (reason: unknown) => void;
  }
  const functions: ((...values: unknown[]) => unknown)[] = [];
  const numbers = new WeakMap<object, number>();
  const promises = new Map<number, Settle>();
  const answers = new Map<number, { readonly ok: boolean; readonly value: unknown }>();
  const exposed: Parcel[] = [];
  let lastAnswer = 0;
  let lastPromise = 0;
  // Kept, because the page may replace these functions later.
  const target = document;
  const dispatch = target.dispatchEvent.bind(target);
  const CustomEventOf = CustomEvent;

  const post = (parcel: Parcel): void => {
    dispatch(new CustomEventOf(secret + theirs, { detail: parcel }));
  };
  const isPlain = (value: object): boolean => {
    const prototype: unknown = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
  };
  const wrapPromise = (value: Promise<unknown>): unknown => {
    const id = ++lastPromise;
    value.then(
      (result) => settle(id, true, result),
      (reason: unknown) => settle(id, false, reason),
    );
    return { $: 'promise', id };
  };
  const settle = (id: number, ok: boolean, value: unknown): void => {
    try {
      post({ kind: 'settle', id, ok, value: wrap(value) });
    } catch (reason) {
      post({ kind: 'settle', id, ok: false, value: reason });
    }
  };
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function') {
      let id = numbers.get(value);
      if (id === undefined) {
        id = functions.push(value as (...values: unknown[]) => unknown) - 1;
        numbers.set(value, id);
      }
      return { $: 'function', id };
    }
    if (typeof value === 'symbol') throw new Error('An object could not be cloned.');
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(wrap);
    if (value instanceof Promise) return wrapPromise(value);
    if (!isPlain(value)) return structuredClone(value);
    const copy = Object.entries(value).map(([key, member]) => [key, wrap(member)] as const);
    return { $: 'object', entries: copy };
  };
  const unwrap = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unwrap);
    if (!isPlain(value)) return value;
    const tagged = value as { $: string; id: number; entries: (readonly [string, unknown])[] };
    if (tagged.$ === 'function') return (...values: unknown[]) => call(tagged.id, values);
    if (tagged.$ === 'promise') {
      return new Promise((resolve, reject) => promises.set(tagged.id, { resolve, reject }));
    }
    return Object.fromEntries(tagged.entries.map(([key, member]) => [key, unwrap(member)]));
  };
  const call = (id: number, values: readonly unknown[]): unknown => {
    const answer = ++lastAnswer;
    post({ kind: 'call', id, values: values.map(wrap), answer });
    const result = answers.get(answer);
    answers.delete(answer);
    if (result === undefined) throw new Error('The other world did not answer.');
    const value = unwrap(result.value);
    if (!result.ok) throw value;
    return value;
  };
  const run = (id: number, values: readonly unknown[]): { ok: boolean; value: unknown } => {
    try {
      return { ok: true, value: wrap(functions[id]?.(...values.map(unwrap))) };
    } catch (reason) {
      return { ok: false, value: reason instanceof Error ? reason : wrap(reason) };
    }
  };
  const freeze = (value: unknown): unknown => {
    if (
      typeof value === 'object' &&
      value !== null &&
      !Object.isFrozen(value) &&
      (isPlain(value) || Array.isArray(value))
    ) {
      Object.values(Object.freeze(value)).forEach(freeze);
    }
    return value;
  };

  target.addEventListener(secret + mine, (event) => {
    event.stopImmediatePropagation();
    const parcel = (event as CustomEvent<Parcel>).detail;
    switch (parcel.kind) {
      case 'expose':
        if (!Object.hasOwn(globalThis, parcel.key)) {
          Object.defineProperty(globalThis, parcel.key, {
            value: freeze(unwrap(parcel.value)),
            enumerable: true,
          });
        }
        break;
      case 'call':
        post({ kind: 'answer', answer: parcel.answer, ...run(parcel.id, parcel.values) });
        break;
      case 'answer':
        answers.set(parcel.answer, parcel);
        break;
      case 'settle': {
        const promise = promises.get(parcel.id);
        promises.delete(parcel.id);
        if (parcel.ok) promise?.resolve(unwrap(parcel.value));
        else promise?.reject(unwrap(parcel.value));
        break;
      }
      case 'hello':
        // The other world started after this one, so the missed values are sent again.
        exposed.forEach(post);
        break;
    }
  });
  post({ kind: 'hello' });

  return {
    expose: (key, value) => {
      const parcel: Parcel = { kind: 'expose', key, value: wrap(value) };
      exposed.push(parcel);
      post(parcel);
    },
  };
}
