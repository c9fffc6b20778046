// Ids that the stories give their instances and key pairs: real in form, and readable.

/** A key pair. */
export const ALICE = "lhkp-alice001";
/** A key pair. */
export const BOB = "lhkp-bob00001";
/** A key pair. */
export const CAROL = "lhkp-carol001";

/** An instance. */
export const WEB = "lhins-web00001";
/** An instance. */
export const DB = "lhins-db000001";
/** An instance. */
export const MAIL = "lhins-mail0001";
