import { oneLine } from "../../sdk/report/plainText.js";
import { type Change, declared, preview, RECORDED, recorded } from "../report/tests/command";
import { HOSTILE } from "./hostileTexts";

/** A preview, and what is live when it is reported on. */
export interface Sample {
  /** Names checks and screenshots. */
  name: string;
  preview: string;
  /** Seeds of the local Lighthouse; without them nothing is looked at. */
  world?: { keyPairs: object[]; instances: object[] };
  /** Whether its comment has a picture. @default true */
  hasPicture?: boolean;
  /** What must be found in the picture, as a reader sees it. */
  labels?: readonly string[];
}

/** As a picture shows them: on one line, and short. */
const LABELS = HOSTILE.map((text) => oneLine(text, 24));

const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const [ALICE = "", BOB = "", CAROL = ""] = keys(3);

/** Reports of every kind that the command can write. */
export function samples(): Sample[] {
  return [
    { name: "recorded", preview: RECORDED },
    quiet(),
    team(),
    hostile(),
    hostileIds(),
    unseen(),
    broken(),
    large(),
    alike(),
    crossed(),
  ];
}

/** A matrix of 100 keys by 500 instances in which no two rows are the same. */
function large(): Sample {
  const [keyIds, instanceIds] = [keys(100), instances(500)];
  const [first = "", ...others] = keyIds;
  const changes = instanceIds.map((instanceId, index): Change => {
    const kept = others.filter((_, at) => (index * 31 + at * 17) % 5 < 2 || at === index % others.length);
    const before = index % 3 === 0 ? [first, ...kept] : kept;
    const after = index % 4 === 0 ? [first, ...kept] : kept;
    const op = index % 12 === 0 || (index % 3 !== 0 && index % 4 !== 0) ? "same" : "update";
    return { op, name: `a${index}`, before: recorded(before, [instanceId]), after: declared(after, [instanceId]) };
  });
  return { name: "large", preview: preview(changes) };
}

/** Many instances that lose and gain the same keys. */
function alike(): Sample {
  const ids = instances(3_000);
  const change = {
    op: "update",
    name: "fleet",
    before: recorded([ALICE, BOB], ids),
    after: declared([BOB, CAROL], ids),
  };
  return { name: "alike", preview: preview([change]) };
}

/** More edges than a picture may have, of which no two can be drawn as one. */
function crossed(): Sample {
  const keyIds = keys(60);
  const changes = instances(60).map((instanceId, index): Change => {
    const own = keyIds.filter((_, at) => (at * 7 + index * 13) % 11 < 4 || at === index);
    return { op: "create", name: `a${index}`, after: declared(own, [instanceId]) };
  });
  return { name: "crossed", preview: preview(changes) };
}

function quiet(): Sample {
  const same = {
    op: "same",
    name: "a",
    before: recorded([ALICE], instances(2)),
    after: declared([ALICE], instances(2)),
  };
  return { name: "quiet", preview: preview([same]), hasPicture: false };
}

/** What a small team sees: one key goes, one comes, some of it has drifted, one machine is stopped, one is Windows. */
function team(): Sample {
  const ids = instances(8);
  const [first = "", second = "", third = "", fourth = ""] = ids;
  const names = ["web 1", "web 2", "网站三号", "db", "mail", "build", "jump host", "archive"];
  const changes: Change[] = [
    {
      op: "update",
      name: "web",
      before: recorded([ALICE, BOB], [first, second, third]),
      after: declared([ALICE, CAROL], [first, second, third]),
    },
    { op: "delete", name: "db", before: recorded([BOB], [fourth]) },
    {
      op: "same",
      name: "rest",
      before: recorded([ALICE, CAROL], ids.slice(4)),
      after: declared([ALICE, CAROL], ids.slice(4)),
    },
  ];
  const world = {
    keyPairs: keys(3).map((keyId) => ({ keyId })),
    instances: ids.map((instanceId, index) => ({
      instanceId,
      name: names[index],
      state: index === 1 ? "STOPPED" : "RUNNING",
      keyIds: index === 6 ? [ALICE] : index < 3 ? [ALICE, BOB] : index === 3 ? [BOB] : [ALICE, CAROL],
    })),
  };
  return { name: "team", preview: preview(changes), world };
}

/** Hostile names of machines, associations and users, and a hostile error. */
function hostile(): Sample {
  const ids = instances(HOSTILE.length);
  const changes = ids.map((instanceId, index): Change => {
    const text = HOSTILE[index] ?? "";
    return {
      op: "update",
      name: text,
      before: recorded([ALICE], [instanceId]),
      after: declared([BOB], [instanceId], { username: text }),
    };
  });
  const diagnostics = HOSTILE.map((text) => ({
    severity: "error",
    urn: `urn:pulumi:dev::p::t::${text}`,
    message: text,
  }));
  const world = {
    keyPairs: keys(2).map((keyId) => ({ keyId })),
    instances: ids.map((instanceId, index) => ({ instanceId, name: HOSTILE[index], keyIds: [ALICE] })),
  };
  const labels = [...LABELS, "机器 一号（广州）「生产」", "</td></tr></table></bdi…"];
  return { name: "hostile", preview: preview(changes, diagnostics), world, labels };
}

/** Ids that are no ids: the preview may come from anywhere. */
function hostileIds(): Sample {
  return {
    name: "hostile-ids",
    preview: preview([{ op: "create", name: "a", after: declared(HOSTILE.slice(0, 12), HOSTILE) }]),
    labels: LABELS,
  };
}

/** Ids that the preview does not show. */
function unseen(): Sample {
  const changes: Change[] = [
    { op: "create", name: "whole", after: declared([ALICE], UNKNOWN) },
    { op: "create", name: "part", after: declared([ALICE, UNKNOWN], instances(2)) },
    { op: "update", name: "secret", before: recorded([BOB], instances(3)), after: declared("[secret]", instances(3)) },
  ];
  return { name: "unseen", preview: preview(changes) };
}

/** A preview that failed, of a program with other resources. */
function broken(): Sample {
  const changes: Change[] = [
    { op: "delete", name: "team", before: recorded([ALICE], instances(1)) },
    { op: "create", name: "bucket", type: "cos:index:Bucket", after: { name: "x" } },
  ];
  const errors = [
    {
      severity: "error",
      urn: "urn:pulumi:dev::p::x:y:Z::broken",
      message: `error: it is\nbroken: ${"because ".repeat(200)}`,
    },
  ];
  return { name: "broken", preview: preview(changes, errors) };
}

function keys(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lhkp-${String(index).padStart(8, "a")}`);
}

function instances(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `lhins-${String(index).padStart(8, "w")}`);
}
