/** The control interface of a local Lighthouse, over HTTP as anybody would use it. Throws what it answers with. */
export class Control {
  constructor(private readonly address: string) {}

  get<Answer>(path: string): Promise<Answer> {
    return this.request("GET", path);
  }

  post<Answer>(path: string, body: unknown = {}): Promise<Answer> {
    return this.request("POST", path, body);
  }

  patch<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.request("PATCH", path, body);
  }

  delete<Answer>(path: string): Promise<Answer> {
    return this.request("DELETE", path);
  }

  private async request<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const reply = await fetch(`${this.address}/${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } }),
    });
    const text = await reply.text();
    if (!reply.ok) throw new Error(`${method} /control/${path} was answered with ${reply.status}: ${text}`);
    return JSON.parse(text) as Answer;
  }
}
