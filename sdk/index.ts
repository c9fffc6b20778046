export {
  type AssociateType,
  type Binding,
  KeyPairAssociation,
  type KeyPairAssociationArgs,
  type KeyPairAssociationLookup,
  type Power,
} from "./keyPairAssociation.js";
