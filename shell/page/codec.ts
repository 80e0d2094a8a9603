// Converts structured clone's values to a JSON tree, for messages between main and a page. The factory is sent to pages as source text, so it
// must not use anything outside itself.

/** Turns values into JSON trees and back. */
export interface Codec {
  /** A tree that JSON can carry. Throws "An object could not be cloned." for functions, symbols and promises, as Electron does. */
  readonly pack: (value: unknown) => unknown;
  /** The value that pack was given. It changes the tree. */
  readonly unpack: (tree: unknown) => unknown;
}

/** Makes the codec. It is self-contained, and works in Node and in a page. */
export function createCodec(): Codec {
  const deepest = 500; // structured clone keeps cycles, this codec refuses them
  const refuse = (): never => {
    throw new Error('An object could not be cloned.');
  };
  const toBase64 = (bytes: Uint8Array): string => {
    if (typeof Buffer === 'function')
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
    // Chromium 140 and newer have this function, which is thirty times as fast.
    const native = bytes as Uint8Array & { readonly toBase64?: () => string };
    if (native.toBase64 !== undefined) return native.toBase64();
    let text = '';
    for (let at = 0; at < bytes.length; at += 0x8000)
      text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => {
    // A copy, so that the array owns its whole buffer (Node's small Buffers share one).
    if (typeof Buffer === 'function') return new Uint8Array(Buffer.from(text, 'base64'));
    const native = Uint8Array as { readonly fromBase64?: (text: string) => Uint8Array<ArrayBuffer> };
    if (native.fromBase64 !== undefined) return native.fromBase64(text);
    const decoded = atob(text);
    const bytes = new Uint8Array(decoded.length);
    for (let at = 0; at < decoded.length; at++) bytes[at] = decoded.charCodeAt(at);
    return bytes;
  };
  const views: Record<string, (buffer: ArrayBuffer) => ArrayBufferView> = {
    Int8Array: (b) => new Int8Array(b),
    Uint8Array: (b) => new Uint8Array(b),
    Uint8ClampedArray: (b) => new Uint8ClampedArray(b),
    Int16Array: (b) => new Int16Array(b),
    Uint16Array: (b) => new Uint16Array(b),
    Int32Array: (b) => new Int32Array(b),
    Uint32Array: (b) => new Uint32Array(b),
    Float32Array: (b) => new Float32Array(b),
    Float64Array: (b) => new Float64Array(b),
    BigInt64Array: (b) => new BigInt64Array(b),
    BigUint64Array: (b) => new BigUint64Array(b),
    DataView: (b) => new DataView(b),
  };

  const packView = (view: ArrayBufferView): unknown => {
    const name = Object.prototype.toString.call(view).slice(8, -1);
    return { $: name, v: toBase64(new Uint8Array(view.buffer, view.byteOffset, view.byteLength)) };
  };
  const packSpecial = (value: object, depth: number): unknown => {
    if (ArrayBuffer.isView(value)) return packView(value);
    switch (Object.prototype.toString.call(value)) {
      case '[object Date]':
        return { $: 'Date', v: packAt((value as Date).getTime(), depth) };
      case '[object ArrayBuffer]':
        return { $: 'ArrayBuffer', v: toBase64(new Uint8Array(value as ArrayBuffer)) };
      case '[object Map]':
        return { $: 'Map', v: packAt([...(value as Map<unknown, unknown>)], depth) };
      case '[object Set]':
        return { $: 'Set', v: packAt([...(value as Set<unknown>)], depth) };
      case '[object RegExp]':
        return { $: 'RegExp', v: (value as RegExp).source, f: (value as RegExp).flags };
      case '[object Error]': {
        const { name, message, stack } = value as Error;
        return { $: 'Error', v: message, n: name, s: stack ?? '' };
      }
      case '[object Promise]':
      case '[object WeakMap]':
      case '[object WeakSet]':
      case '[object Blob]':
      case '[object Request]':
      case '[object Response]':
        return refuse();
      default:
        return packObject(value, depth);
    }
  };
  const packObject = (value: object, depth: number): unknown => {
    const entries = Object.entries(value);
    if (entries.some(([key]) => key === '$')) {
      return { $: 'Object', v: entries.map(([key, member]) => [key, packAt(member, depth)]) };
    }
    const tree: Record<string, unknown> = {};
    for (const [key, member] of entries) tree[key] = packAt(member, depth);
    return tree;
  };
  const packAt = (value: unknown, depth: number): unknown => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return value;
      case 'number':
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { $: 'number', v: Object.is(value, -0) ? '-0' : String(value) };
      case 'undefined':
        return { $: 'undefined' };
      case 'bigint':
        return { $: 'bigint', v: String(value) };
      case 'function':
      case 'symbol':
        return refuse();
      case 'object': {
        if (value === null) return null;
        if (depth > deepest) return refuse();
        if (Array.isArray(value)) return value.map((member) => packAt(member, depth + 1));
        const prototype: unknown = Object.getPrototypeOf(value);
        return prototype === Object.prototype || prototype === null
          ? packObject(value, depth + 1)
          : packSpecial(value, depth + 1);
      }
    }
  };

  const unpackTagged = (tree: {
    $: unknown;
    v?: unknown;
    f?: unknown;
    n?: unknown;
    s?: unknown;
  }): unknown => {
    const text = typeof tree.v === 'string' ? tree.v : '';
    const list = Array.isArray(tree.v) ? tree.v : [];
    switch (tree.$) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(text);
      case 'bigint':
        return BigInt(text);
      case 'Date':
        return new Date(Number(unpack(tree.v)));
      case 'Map':
        return new Map(list.map((pair) => unpack(pair) as [unknown, unknown]));
      case 'Set':
        return new Set(list.map(unpack));
      case 'RegExp':
        return new RegExp(text, String(tree.f));
      case 'Error': {
        const error = new Error(text);
        Object.defineProperty(error, 'name', { value: String(tree.n), configurable: true, writable: true });
        error.stack = String(tree.s);
        return error;
      }
      case 'ArrayBuffer':
        return fromBase64(text).buffer;
      case 'Object':
        return Object.fromEntries(
          (list as [string, unknown][]).map(([key, member]) => [key, unpack(member)]),
        );
      default: {
        const view = views[String(tree.$)];
        return view === undefined ? refuse() : view(fromBase64(text).buffer);
      }
    }
  };
  const unpack = (tree: unknown): unknown => {
    if (typeof tree !== 'object' || tree === null) return tree;
    if (Array.isArray(tree)) {
      for (let at = 0; at < tree.length; at++) tree[at] = unpack(tree[at]);
      return tree as unknown;
    }
    if ('$' in tree) return unpackTagged(tree);
    const members = tree as Record<string, unknown>;
    for (const key of Object.keys(members)) {
      const member = members[key];
      if (typeof member === 'object' && member !== null) members[key] = unpack(member);
    }
    return members;
  };

  return { pack: (value) => packAt(value, 0), unpack };
}
