/** The actions this provider calls, by the calls a second that Lighthouse allows (API page of each action, 2025). */
export const CALLS_PER_SECOND = {
  AssociateInstancesKeyPairs: 10,
  DisassociateInstancesKeyPairs: 20,
  DescribeInstances: 100,
  DescribeKeyPairs: 100,
  DescribeInstancesDeniedActions: 10,
  StartInstances: 10,
  StopInstances: 10,
  CreateKeyPair: 20,
  ImportKeyPair: 10,
  DeleteKeyPairs: 10,
  // Not documented: taken to be no more than the least of the others.
  DescribeGeneralResourceQuotas: 10,
} as const;

/** The Action of each write. */
export const ACTION_OF = {
  bind: "AssociateInstancesKeyPairs",
  unbind: "DisassociateInstancesKeyPairs",
  start: "StartInstances",
  stop: "StopInstances",
} as const;
