import { existsSync } from "node:fs";
import { posix } from "node:path";
import { sectionsOf } from "./markdown";

/** A page that is looked at. */
export interface Page {
  /** Relative to the root of the repository, with slashes. */
  path: string;
  text: string;
}

/** Where the files that a link may lead to are. */
export interface Repository {
  /** The folder on this machine. */
  root: string;
  /** Reads another page. */
  read: (path: string) => string;
}

/** An address of something outside of the repository. */
const OUTSIDE = /^[a-z][a-z0-9+.-]*:/i;

/** The links of a page that lead to no file, folder or heading of the repository, each with the reason. */
export function brokenLinks(page: Page, repository: Repository): string[] {
  const links = sectionsOf(page.text).flatMap((section) => section.links);
  return links
    .filter((link) => !OUTSIDE.test(link))
    .flatMap((link) => {
      const reason = whyBroken(link, page, repository);
      return reason === undefined ? [] : [`${page.path}: ${link} ${reason}`];
    });
}

function whyBroken(link: string, page: Page, { root, read }: Repository): string | undefined {
  const [file = "", anchor] = link.split("#");
  const path = file === "" ? page.path : posix.join(posix.dirname(page.path), decodeURIComponent(file));
  if (path.startsWith("..") || file.startsWith("/")) return "leaves the repository";
  const whole = posix.join(root, path);
  if (path !== page.path && !existsSync(whole)) return "leads to no file";
  if (anchor === undefined) return undefined;
  if (!path.endsWith(".md")) return "names a heading of what is no page";
  const text = path === page.path ? page.text : read(path);
  const anchors = sectionsOf(text).flatMap(({ heading }) => heading?.anchor ?? []);
  return anchors.includes(decodeURIComponent(anchor)) ? undefined : "leads to no heading";
}
