import type { Scenario } from "./codeScenarios";
import { INSTANCES, KEYS } from "./codeWorld";

const many = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(8, "0")}`);
const filter = (one: unknown) => ({ Filters: [one] });
const scenarios = (action: string, codes: Record<string, object>): Scenario[] =>
  Object.entries(codes).map(([code, parameters]) => ({ action, code, parameters }));

/** Every code of the two listings that has a condition. */
export const LISTING_SCENARIOS: readonly Scenario[] = [
  ...scenarios("DescribeInstances", {
    "InvalidParameterValue.Duplicated": { InstanceIds: [INSTANCES.running, INSTANCES.running] },
    "InvalidParameterValue.LimitExceeded": { InstanceIds: many("lhins-", 101) },
    "InvalidParameterValue.OutOfRange": { Limit: 101 },
    "InvalidParameterValue.Negative": { Offset: -1 },
    "InvalidParameterValue.InstanceIdMalformed": { InstanceIds: ["lhins_12345678"] },
    "ResourceNotFound.InstanceIdNotFound": { InstanceIds: [INSTANCES.gone] },
    "InvalidParameter.FilterValueLimitExceeded": filter({ Name: "zone", Values: many("ap-", 101) }),
    "InvalidParameter.InvalidFilter": filter({ Name: "zone", Values: [1] }),
    "InvalidParameter.InvalidFilterInvalidKey": filter({ Name: "zone", Values: ["ap-tokyo-1"], More: 1 }),
    "InvalidParameter.InvalidFilterInvalidNameNotStr": filter({ Name: 1, Values: ["x"] }),
    "InvalidParameter.InvalidFilterInvalidValuesNotList": filter({ Name: "zone", Values: "ap-tokyo-1" }),
    "InvalidParameter.InvalidFilterNotDict": filter("zone"),
    "InvalidParameter.InvalidFilterNotSupportedName": filter({ Name: "colour", Values: ["red"] }),
    "InvalidParameter.ParameterConflict": {
      InstanceIds: [INSTANCES.running],
      ...filter({ Name: "instance-state", Values: ["RUNNING"] }),
    },
    "InvalidParameterValue.InstanceNameTooLong": filter({ Name: "instance-name", Values: ["x".repeat(61)] }),
    "InvalidParameterValue.InvalidIpFormat": filter({ Name: "private-ip-address", Values: ["10.0.0"] }),
    "InvalidParameterValue.InvalidZone": filter({ Name: "zone", Values: ["mars-1"] }),
    "MissingParameter.OrderFieldRequired": { Order: "ASC" },
  }),
  ...scenarios("DescribeKeyPairs", {
    "InvalidParameterValue.Duplicated": { KeyIds: [KEYS.free, KEYS.free] },
    "InvalidParameterValue.LimitExceeded": { KeyIds: many("lhkp-", 101) },
    "InvalidParameterValue.OutOfRange": { Limit: 0 },
    "InvalidParameterValue.Negative": { Limit: -1 },
    "InvalidParameterValue.KeyPairIdMalformed": { KeyIds: ["lhins-12345678"] },
    "InvalidParameter.InvalidFilter": filter({ Name: "colour", Values: ["red"] }),
    "InvalidParameter.ParameterConflict": { KeyIds: [KEYS.free], ...filter({ Name: "key-name", Values: ["a"] }) },
  }),
];
