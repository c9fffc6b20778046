import type { Exchange } from "../lighthouse/exchange";
import type { ApiDescription } from "./apiDescription";
import { exchangeFaults, refusalOf } from "./exchangeFaults";
import type { Verdict } from "./verdict";

/** A fault of the Lighthouse, as it would show in an exchange that is without one. */
interface PlantedFault {
  readonly name: string;
  readonly action: string;
  readonly plant: (exchange: Exchange) => Exchange;
}

const PLANTED: readonly PlantedFault[] = [
  { name: "an unknown parameter accepted", action: "DescribeInstances", plant: parameters({ Colour: "blue" }) },
  { name: "a parameter of another type accepted", action: "DescribeInstances", plant: parameters({ Limit: true }) },
  { name: "a missing parameter accepted", action: "StopInstances", plant: (good) => ({ ...good, parameters: {} }) },
  {
    name: "an unknown item of a filter accepted",
    action: "DescribeKeyPairs",
    plant: parameters({ Filters: [{ Nam: "x" }] }),
  },
  {
    name: "another version accepted",
    action: "DescribeRegions",
    plant: (good) => ({ ...good, version: "2020-03-23" }),
  },
  { name: "a field that there is not", action: "DescribeKeyPairs", plant: response({ Colour: "blue" }) },
  { name: "a field of another type", action: "DescribeKeyPairs", plant: response({ TotalCount: "3" }) },
  { name: "a field left out", action: "DescribeKeyPairs", plant: response({ TotalCount: undefined }) },
  { name: "a null that cannot be", action: "DescribeInstances", plant: response({ InstanceSet: null }) },
  { name: "rows without their fields", action: "DescribeInstances", plant: response({ InstanceSet: [{}] }) },
  { name: "a reply without RequestId", action: "StartInstances", plant: response({ RequestId: undefined }) },
  { name: "a refusal for a parameter that there is", action: "DescribeInstances", plant: refusal("UnknownParameter") },
  { name: "a refusal for a parameter that is there", action: "StopInstances", plant: refusal("MissingParameter") },
];

/** Whether the referee sees each fault when it is planted in an exchange that it has found to be good. */
export function plantedFaultVerdicts(
  exchanges: readonly Exchange[],
  descriptions: readonly ApiDescription[],
): Verdict[] {
  const good = exchanges.filter((exchange) => refusalOf(exchange) === undefined && exchange.hasRegion);
  return PLANTED.map(({ name, action, plant }) => {
    const found = good.find(
      (exchange) => exchange.action === action && exchangeFaults(exchange, descriptions).length === 0,
    );
    const faults = found ? exchangeFaults(plant(found), descriptions) : [];
    return { name: `the description's referee sees ${name}`, faults: faults.length > 0 ? [] : ["it did not"] };
  });
}

function parameters(more: Exchange["parameters"]): PlantedFault["plant"] {
  return (good) => ({ ...good, form: "json", parameters: { ...good.parameters, ...more } });
}

function response(more: Readonly<Record<string, Exchange["response"][string] | undefined>>): PlantedFault["plant"] {
  return (good) => {
    const fields = Object.entries({ ...good.response, ...more }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as const],
    );
    return { ...good, response: Object.fromEntries(fields) };
  };
}

function refusal(code: string): PlantedFault["plant"] {
  return (good) => ({ ...good, response: { Error: { Code: code, Message: code }, RequestId: "x" } });
}
