import { homedir } from "node:os";
import { root } from "../root.mjs";
import { contentOf, treeFiles } from "../tree.mjs";
import { findingOf } from "./tool.mjs";

/** What no file of the tree may hold: it is true on one machine only, or nobody's but its owner's. */
const LEAKS = [
  {
    what: "a host of a package registry (packages are asked for by name, so that mirrors work)",
    patterns: [
      /\b(?:registry|mirrors?|proxy|sum|index|static|files|repo1?|deb)\.[\w.-]*(?:npm|yarn|golang|python|crates|maven|debian)\w*\.\w+/,
      /\bpypi\.org\b/,
      /https?:\/\/[\w.-]*(?:npmjs|npmmirror|golang|goproxy|pypi|pythonhosted|crates|maven)[\w.-]*\.[a-z]+/,
    ],
  },
  {
    what: "a path of one machine",
    patterns: [
      // Ann, alice and you stand for anybody, in tests and in texts.
      /(?<![\w.~}-])\/(?:home|Users)\/(?!(?:ann|alice|you)\/)[\w.-]+\//,
      /(?<![\w.~}-])\/root\//,
      /\b[A-Z]:\\+Users\\/,
      new RegExp(`(?<![\\w.])${literally(root)}(?![\\w-])`),
      new RegExp(`(?<![\\w.])${literally(homedir())}/`),
    ],
  },
  {
    what: "what looks like a credential",
    patterns: [
      /\bAKID[A-Za-z0-9]{28,}/,
      /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/,
      /\b(?:ghp|gho|ghs|npm|pul)[_-][A-Za-z0-9]{36,}/,
      /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s"'+\\n]+[A-Za-z0-9+/=]{40}/,
      /secret_?key["']?\s*[:=]\s*["'][A-Za-z0-9]{32,}["']/i,
    ],
  },
];

/** That no file names a host of a package registry, a path of one machine, or what looks like a credential. */
export async function checkLeaks() {
  return findingOf(treeFiles().flatMap((path) => leaksIn(path, contentOf(path).toString("latin1"))));
}

/**
 * @param {string} path
 * @param {string} text
 */
function leaksIn(path, text) {
  return LEAKS.flatMap(({ what, patterns }) =>
    patterns.flatMap((pattern) => {
      const found = pattern.exec(text);
      // The text itself is not shown: a log is read by more people than the file.
      return found === null ? [] : [`${path}:${text.slice(0, found.index).split("\n").length}: holds ${what}`];
    }),
  );
}

/** @param {string} text */
function literally(text) {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
