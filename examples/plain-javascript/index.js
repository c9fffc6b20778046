const pulumi = require("@pulumi/pulumi");
const { KeyPairAssociation } = require("pulumi-tencentcloud-lighthouse");

const config = new pulumi.Config();

const access = new KeyPairAssociation("access", {
  keyIds: config.requireObject("keyIds"),
  instanceIds: config.requireObject("instanceIds"),
  // Refuses whatever would leave one of the machines without any key.
  protectLastKey: true,
});

exports.bindings = access.bindings;
