/** A reverse proxy before a server. It may remove headers, want a certificate, or redirect to a new address. */

export interface Proxy {
  /** Takes X-Version-Id away, as a proxy does that lets only known headers pass. */
  hidesVersion: boolean;
  /** Where everything is redirected to, without a slash at the end: `https` for `http`, another host or path. Null: nowhere. */
  movedTo: string | null;
  movedWith: 301 | 302 | 307 | 308;
  /** The proxy wants a certificate of the client's and gets none: nginx with `ssl_verify_client on` answers so. */
  wantsCertificate: boolean;
}

export const openProxy = (): Proxy => ({
  hidesVersion: false,
  movedTo: null,
  movedWith: 301,
  wantsCertificate: false,
});

// ngx_http_special_response.c, error 496.
const certificatePage =
  '<html>\r\n<head><title>400 No required SSL certificate was sent</title></head>\r\n<body>\r\n<center><h1>400 Bad Request</h1></center>\r\n' +
  '<center>No required SSL certificate was sent</center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n';

type Handler = (request: Request) => Promise<Response>;

/** The server behind the proxy. */
export const behind =
  (proxy: Proxy, serve: Handler): Handler =>
  async (request) => {
    if (proxy.wantsCertificate)
      return new Response(certificatePage, { status: 400, headers: { 'content-type': 'text/html' } });
    if (proxy.movedTo !== null) {
      const { pathname, search } = new URL(request.url);
      const location = `${proxy.movedTo}${pathname}${search}`;
      return new Response(null, { status: proxy.movedWith, headers: { location } });
    }
    const answer = await serve(request);
    if (!proxy.hidesVersion) return answer;
    const headers = new Headers(answer.headers);
    headers.delete('x-version-id');
    return new Response(answer.body, { status: answer.status, headers });
  };
