import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What GitHub takes. */
const MAX_BODY = 65_536;

/** A comment, or a note, as both code hosts show it. */
export interface HostedComment {
  id: number;
  user: { login: string };
  author: { id: number };
  body: string;
}

/** Who writes comments. */
export interface Author {
  login: string;
  id: number;
}

interface Answer {
  status: number;
  body: unknown;
}

/**
 * The comments of one pull request, over HTTP, as GitHub's API has them (REST, issue comments) and GitLab's (notes of a
 * merge request): listed in pages, oldest first; made; changed.
 */
export class CommentHost {
  readonly comments: HostedComment[] = [];
  /** `GET /path`, in order. */
  readonly calls: string[] = [];
  private readonly server = createServer((request, response) => {
    void this.answer(request).then(({ status, body }) => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    });
  });

  /**
   * @param token What a request must show.
   * @param self Whose token that is.
   */
  constructor(
    private readonly token: string,
    private readonly self: Author,
  ) {}

  /** Begins to listen; answers with the address. */
  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Adds a comment that somebody has written. */
  add(body: string, { login, id }: Author): HostedComment {
    const comment = { id: 1_000 + this.comments.length, user: { login }, author: { id }, body };
    this.comments.push(comment);
    return comment;
  }

  private async answer(request: IncomingMessage): Promise<Answer> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://127.0.0.1");
    const { method = "GET" } = request;
    this.calls.push(`${method} ${pathname}`);
    const { authorization, "private-token": privateToken } = request.headers;
    if (authorization !== `Bearer ${this.token}` && privateToken !== this.token) return { status: 401, body: {} };
    if (method === "GET" && pathname === "/user") return { status: 200, body: { id: this.self.id } };
    const [, list, item] =
      /^(?:\/repos\/our\/access\/issues\/(?:7\/)?|\/projects\/1\/merge_requests\/7\/)(comments|notes)(?:\/(\d+))?$/.exec(
        pathname,
      ) ?? [];
    if (list === undefined) return { status: 404, body: { message: `Nothing is at ${pathname}` } };
    if (method === "GET") return { status: 200, body: this.page(searchParams) };
    return this.write(method, item, await bodyOf(request));
  }

  private page(query: URLSearchParams): HostedComment[] {
    const size = Number(query.get("per_page") ?? 30);
    const first = (Number(query.get("page") ?? 1) - 1) * size;
    return this.comments.slice(first, first + size);
  }

  private write(method: string, item: string | undefined, body: unknown): Answer {
    if (typeof body !== "string" || body.length > MAX_BODY)
      return { status: 422, body: { message: "body is too long" } };
    if (method === "POST" && item === undefined) return { status: 201, body: this.add(body, this.self) };
    const comment = this.comments.find(({ id }) => String(id) === item);
    if (comment === undefined || !["PATCH", "PUT"].includes(method)) return { status: 404, body: {} };
    if (comment.author.id !== this.self.id) return { status: 403, body: { message: "not yours" } };
    comment.body = body;
    return { status: 200, body: comment };
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { body }: { body?: unknown } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  return body;
}
