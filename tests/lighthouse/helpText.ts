/** What the help needs to know of a running Lighthouse. */
interface Reachable {
  readonly address: string;
  readonly endpoint: string;
  readonly control: string;
  readonly region: string;
  readonly secretId: string;
  readonly secretKey: string;
}

const EXAMPLE: Reachable = {
  address: "http://127.0.0.1:8787",
  endpoint: "127.0.0.1:8787",
  control: "http://127.0.0.1:8787/control",
  region: "ap-guangzhou",
  secretId: "<secretId>",
  secretKey: "<secretKey>",
};

/** For a person at a terminal: how to point clients at the local Lighthouse. Without one, with places to fill in. */
export function helpText(running: Reachable | undefined): string {
  const { address, endpoint, control, region, secretId, secretKey } = running ?? EXAMPLE;
  return `
A local Tencent Cloud Lighthouse${running ? ` at ${address}` : ""}. It stops with Ctrl-C and keeps nothing.

  Environment (this project's provider, and most of Tencent's clients)
    export TENCENTCLOUD_SECRET_ID=${secretId}
    export TENCENTCLOUD_SECRET_KEY=${secretKey}
    export TENCENTCLOUD_REGION=${region}

  Pulumi
    export TENCENTCLOUD_ENDPOINT=${endpoint} TENCENTCLOUD_PROTOCOL=http://
    pulumi up

  tccli
    tccli lighthouse DescribeInstances --endpoint ${address}

  SDKs, each in the profile of its client
    Node    httpProfile: { endpoint: "${endpoint}", protocol: "http://" }
    Python  HttpProfile(protocol="http", endpoint="${endpoint}")
    Go      profile.HttpProfile.Scheme, profile.HttpProfile.Endpoint = "http", "${endpoint}"

  Make instances and key pairs, see everything, see the calls
    curl -s ${control}/seed -H 'Content-Type: application/json' -d '{"instances":2,"keyPairs":1}'
    curl -s ${control}/state
    curl -s ${control}/calls

  Options: --port N (8787; 0 takes a free one)  --host ADDRESS (127.0.0.1)  --seed N  --settings JSON
           --parent-pid PID  --exit-with-stdin  --help
`;
}
