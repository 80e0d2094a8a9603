/** Answers the commands of the same user over a socket beside the database. */
import { chmodSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { resolve as whole } from 'node:path';
import { socketBeside } from '../store/owner.ts';

/** What may be asked. */
export interface ControlAnswers {
  /** The links, as JSON can hold them. */
  readonly links: () => Promise<unknown>;
  /** The relay is to end in order; resolves as soon as it has begun. */
  readonly drain: () => Promise<unknown>;
}

const methods: Readonly<Record<keyof ControlAnswers, 'GET' | 'POST'>> = { links: 'GET', drain: 'POST' };

/** Windows has no files for pipes. */
const isFile = process.platform !== 'win32';
/** How long an answer that is under way may hold up the end, ms. */
const endsWithin = 1_000;

/**
 * Listens until the returned function is called. The caller owns the database at `path`, so that a socket that is there already was left by a
 * process that is gone. Null: the system does not let it listen; the relay runs all the same, and its commands cannot ask it.
 */
export const serveControl = (
  path: string,
  answers: ControlAnswers,
  onFailed: (error: unknown) => void,
): Promise<(() => Promise<void>) | null> => {
  const socket = socketBeside(whole(path), 'control');
  const server = createServer((request, response) => void answer(request, response));
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const name = request.url?.slice(1) ?? '';
    if (!isAsked(name)) return void response.writeHead(404).end();
    if (request.method !== methods[name]) return void response.writeHead(405).end();
    try {
      const body = JSON.stringify(await answers[name]());
      response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end(body);
    } catch (error) {
      // Harmless: who asked is told that it failed, and the caller logs it.
      onFailed(error);
      response.writeHead(500, { connection: 'close' }).end();
    }
  };
  return new Promise((resolve) => {
    const fail = (error: unknown): void => {
      onFailed(error);
      resolve(null);
    };
    server.on('error', fail);
    try {
      if (isFile) rmSync(socket, { force: true });
    } catch (error) {
      // Harmless: the caller logs it. In a folder for all, such as the one for temporary files, the name may be another user's.
      return fail(error);
    }
    server.listen({ path: socket }, () => {
      try {
        if (isFile) chmodSync(socket, 0o600);
      } catch (error) {
        // Harmless: the caller logs it. Without this mode nobody is answered.
        server.close();
        return fail(error);
      }
      // It does not keep the process alive.
      server.unref();
      resolve(
        () =>
          new Promise((closed) => {
            // One that connected and asks nothing would else keep the relay from its end.
            const late = setTimeout(() => server.closeAllConnections(), endsWithin);
            server.close(() => {
              clearTimeout(late);
              closed();
            });
            server.closeIdleConnections();
          }),
      );
    });
  });
};

const isAsked = (name: string): name is keyof ControlAnswers => Object.hasOwn(methods, name);
