import type { Boundary } from "./boundaries";
import { codeFaults } from "./codeFaults";
import type { Fault } from "./fault";
import { type Rule, ruleFor } from "./rule";
import { RULES } from "./rules";
import type { Scenario } from "./scenarios";
import { wireFaults } from "./wireFaults";
import { worldFaults } from "./worldFaults";

/** How the person who ran the command goes on once everything is well again. */
export type Sequel = "up" | "refresh, then up" | "destroy, then up";

const SEQUELS: readonly Sequel[] = ["up", "refresh, then up", "destroy, then up"];

/** One fault at one call of one scenario, with what is expected of it. */
export interface Cell {
  name: string;
  scenario: Scenario;
  boundary: Boundary;
  fault: Fault;
  rule: Rule;
  sequel: Sequel;
}

/** Where every code and every way of losing an answer is tried; elsewhere one of each kind is, unless all are asked for. */
const EACH: readonly string[] = [
  "create bind",
  "create look",
  "create wait",
  "remove unbind",
  "rotate stop",
  "rotate start",
];

/** All cells of one scenario. Throws where a fault has no rule: nothing may be left without an expectation. */
export function cellsOf(scenario: Scenario, boundaries: readonly Boundary[], isEvery: boolean): Cell[] {
  return boundaries
    .flatMap((boundary) => faultsAt(scenario, boundary, isEvery).map((fault) => ({ boundary, fault })))
    .flatMap(({ boundary, fault }, index) => {
      const { kind, lasting } = fault;
      const { action, nth, place } = boundary;
      const name = `${scenario.name} / ${action} ${nth} (${place}) / ${kind}: ${fault.name} ${lasting}`;
      const rule = ruleFor(RULES, { kind, lasting, place, scenario: scenario.name });
      if (!rule) throw new Error(`no rule for ${name}`);
      // What was done in part must be taken up whatever comes next.
      const drawn = rule.ending === "partial" ? SEQUELS : SEQUELS.slice(index % SEQUELS.length).slice(0, 1);
      // What has been changed by hand and not been read is not known to an up.
      const sequels = new Set(drawn.map((one) => (one === "up" && scenario.recorded ? "refresh, then up" : one)));
      return [...sequels].map((sequel) => ({
        name: sequels.size > 1 ? `${name} / ${sequel}` : name,
        scenario,
        boundary,
        fault,
        rule,
        sequel,
      }));
    });
}

function faultsAt(scenario: Scenario, boundary: Boundary, isEvery: boolean): Fault[] {
  const isEach = isEvery || EACH.includes(`${scenario.name} ${boundary.place}`);
  const world = worldFaults(boundary, isEach, scenario.shutdownsEach > 0);
  return [...codeFaults(boundary, isEach), ...wireFaults(boundary, isEach), ...world];
}
