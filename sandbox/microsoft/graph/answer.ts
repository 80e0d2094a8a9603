/** Ways to answer a call. */
import type { z } from 'zod';
import type { GraphCall } from './service.ts';
import { badRequest } from './errors.ts';

export const json = (value: unknown, status = 200): Response =>
  new Response(JSON.stringify(value), {
    status,
    headers: {
      'content-type':
        'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8',
    },
  });

export const noContent = (): Response => new Response(null, { status: 204 });

/** Bytes as they are. */
export const bytes = (content: Uint8Array, contentType: string): Response =>
  new Response(new Uint8Array(content), { headers: { 'content-type': contentType } });

/** `https://…/v1.0` of this tenant's Graph. */
export const versionUrl = (call: GraphCall): string => `${call.service.graphUrl()}/v1.0`;

export const context = (call: GraphCall, of: string): string => `${versionUrl(call)}/$metadata#${of}`;

/** This request's address with another token in it, for nextLink and deltaLink; `drop` names options that go. */
export const linkWith = (
  call: GraphCall,
  token: '$skiptoken' | '$deltatoken',
  value: string,
  drop: readonly string[] = [],
): string => {
  const query = [...call.query].filter(
    ([name]) => name !== '$skiptoken' && name !== '$deltatoken' && !drop.includes(name),
  );
  const options = [...query, [token, value] as const].map(
    ([name, text]) => `${name}=${encodeURIComponent(text)}`,
  );
  return `${call.service.graphUrl()}${call.url.pathname}?${options.join('&')}`;
};

/** The request's JSON body, checked. */
export const readBody = async <Shape extends z.ZodType>(
  call: GraphCall,
  shape: Shape,
): Promise<z.infer<Shape>> => {
  let value: unknown;
  try {
    value = await call.request.json();
  } catch {
    throw badRequest(
      'Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.',
    );
  }
  const result = shape.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw badRequest(
      `Invalid request body was sent: ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`,
    );
  }
  return result.data;
};
