import { expect, it } from 'vitest';
import { isOurHost } from './our-host.ts';

it.each([
  ['127.0.0.1:9478', '127.0.0.1'],
  ['localhost:9478', '127.0.0.1'],
  ['LOCALHOST', '::ffff:127.0.0.1'],
  ['[::1]:9478', '::1'],
  ['192.0.2.7:9478', '::ffff:192.0.2.7'],
  ['Relay.example.org:9478', '192.0.2.7'],
])('%s at %s is meant for us', (host, local) =>
  expect(isOurHost(host, local, ['relay.example.org'])).toBe(true),
);

it.each([
  [undefined, '127.0.0.1'],
  ['', '127.0.0.1'],
  // A page of the web that has made its own name lead here.
  ['rebinding.example:9478', '127.0.0.1'],
  ['relay.example.org.rebinding.example', '192.0.2.7'],
  ['localhost.rebinding.example', '127.0.0.1'],
  ['localhost', '192.0.2.7'],
  ['127.0.0.1', '192.0.2.7'],
  ['relay.example.org@rebinding.example', '192.0.2.7'],
  ['rebinding.example/relay.example.org', '192.0.2.7'],
  ['[', '127.0.0.1'],
])('%s at %s is not', (host, local) => expect(isOurHost(host, local, ['relay.example.org'])).toBe(false));
