import assert from "node:assert/strict";
import { MutatedCopy, type Mutation } from "./mutatedCopy";

/** A mistake, and the laws that have to see it. */
interface Mistake {
  what: string;
  mutation: Mutation;
  laws: string;
  runs: number;
}

const MISTAKES: readonly Mistake[] = [
  {
    what: "an older operation is taken for ours",
    mutation: {
      file: "provider/operation.ts",
      from: "if (sent.requestId !== undefined) return row.operationRequestId === sent.requestId;",
      to: "if (sent.requestId !== undefined) return true;",
    },
    laws: "wait.spec.ts",
    runs: 1_000,
  },
  {
    what: "what is to be unbound is what is not bound",
    mutation: {
      file: "provider/observation.ts",
      from: "this.removable = goal.dropped.and(this.live);",
      to: "this.removable = goal.dropped.minus(this.live);",
    },
    laws: "convergenceOnTheWire.spec.ts",
    runs: 1_000,
  },
  {
    what: "a request names up to 101 instances",
    mutation: {
      file: "provider/writeSender.ts",
      from: "maxSize: MAX_IDS_PER_REQUEST,",
      to: "maxSize: MAX_IDS_PER_REQUEST + 1,",
    },
    laws: "requests.spec.ts",
    runs: 600,
  },
  {
    what: "a wait ends by itself some time after its deadline",
    mutation: {
      file: "provider/deadline.ts",
      from: "this.atMs = clock.now() + timeoutMs;",
      to: "this.atMs = clock.now() + timeoutMs + 1_000;",
    },
    laws: "wait.spec.ts",
    runs: 1_000,
  },
  {
    what: "a call without an answer is sent again at once where nothing of it shows",
    mutation: {
      file: "provider/takesEffect.ts",
      from: "const LOST_GRACE_MS = 3_000;",
      to: "const LOST_GRACE_MS = 0;",
    },
    laws: "wait.spec.ts",
    runs: 1_000,
  },
  {
    what: "diff sees only the keys that are new",
    mutation: {
      file: "provider/diff.ts",
      from: "const hasNewPairs = !declared.equals(recorded);",
      to: "const hasNewPairs = declared.minus(recorded).size > 0;",
    },
    laws: "diff.spec.ts",
    runs: 1_000,
  },
  {
    what: "check puts the ids in the order of the program",
    mutation: {
      file: "provider/check.ts",
      from: "inOldOrder<unknown>(olds, news)",
      to: "news",
    },
    laws: "check.spec.ts",
    runs: 1_000,
  },
];

describe("the laws, on a copy of the source with a mistake in it", function () {
  this.timeout(60_000);

  for (const { what, mutation, laws, runs } of MISTAKES) {
    it(`see that ${what}`, () => {
      const copy = new MutatedCopy([mutation]);
      try {
        const { exitCode, text } = copy.tryLaws(laws, runs);
        assert.match(text, /Property failed after/);
        assert.notEqual(exitCode, 0);
      } finally {
        copy.remove();
      }
    });
  }

  it("hold on a copy without one", () => {
    const copy = new MutatedCopy([]);
    try {
      const { exitCode, text } = copy.tryLaws("requests.spec.ts", 50);
      assert.equal(exitCode, 0, text);
    } finally {
      copy.remove();
    }
  });
});
