/** An instance as `getInstances` finds it. What the service leaves out of its reply is missing here too. */
export interface FoundInstance {
  /** `lhins-` and 8 characters of a-z and 0-9. */
  instanceId: string;
  /** Not unique. */
  instanceName?: string;
  /** `RUNNING`, `STOPPED`, `STARTING` and so on; `SHUTDOWN` is an instance that has expired and is isolated. */
  state?: string;
  /** `LINUX_UNIX` or `WINDOWS`; Windows takes no key pairs. */
  platformType?: string;
  /** The system's family, such as `UBUNTU`. */
  platform?: string;
  /** The system's name, such as `Ubuntu Server 22.04 LTS 64bit`. */
  osName?: string;
  /** Such as `ap-guangzhou-3`. */
  zone?: string;
  /** The package of cores, memory, disk and traffic that it was bought as. */
  bundleId?: string;
  /** The image that it was made from. */
  blueprintId?: string;
  /** IPv4 addresses. */
  publicAddresses: string[];
  /** IPv4 addresses. */
  privateAddresses: string[];
  /** The key pairs that the instance shows as bound, sorted; this list may lag behind those of the key pairs. */
  keyIds: string[];
  /** By key. */
  tags: Record<string, string>;
  /** ISO 8601 in UTC, such as `2026-01-31T08:00:00Z`. */
  createdTime?: string;
  /** ISO 8601 in UTC. */
  expiredTime?: string;
}

/** A key pair as `getKeyPairs` finds it; never its private key. */
export interface FoundKeyPair {
  /** `lhkp-` and 8 characters of a-z and 0-9. */
  keyId: string;
  /** Unique within an account and a region. */
  keyName?: string;
  /** In the form of OpenSSH: `ssh-rsa AAAA…`. */
  publicKey?: string;
  /** The instances that the key is bound to, sorted. */
  associatedInstanceIds: string[];
  /** By key; the service tells them of late (documented, not observed). */
  tags: Record<string, string>;
  /** ISO 8601 in UTC. */
  createdTime?: string;
}
