import assert from "node:assert/strict";
import { withoutRepeats } from "../../provider/notices.js";

describe("notices without repeats", () => {
  const heard = () => {
    const said: string[] = [];
    const note = (kind: string) => (text: string, urn?: string) => {
      said.push(`${kind} ${text}${urn === undefined ? "" : ` under ${urn}`}`);
    };
    return { said, notices: withoutRepeats({ warn: note("warn"), info: note("info"), progress: note("progress") }) };
  };

  it("say each warning once, and once under each resource", () => {
    const { said, notices } = heard();

    notices.warn("isolated");
    notices.warn("isolated");
    notices.warn("isolated", "urn:a");
    notices.warn("isolated", "urn:a");
    notices.warn("stopped");

    assert.deepEqual(said, ["warn isolated", "warn isolated under urn:a", "warn stopped"]);
  });

  it("tell progress each time, since it is not kept", () => {
    const { said, notices } = heard();

    notices.progress("waiting", "urn:a");
    notices.progress("waiting", "urn:a");

    assert.deepEqual(said, ["progress waiting under urn:a", "progress waiting under urn:a"]);
  });
});
