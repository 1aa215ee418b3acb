export { type CreatedAccount, type NewAccount, createAccount } from './accounts/create-account.ts';
export { disableAccount } from './accounts/disable-account.ts';
export { enableAccount } from './accounts/enable-account.ts';
export type { AccountReach, IdentityDeps, Origin, PhoneVault, SignedIn, Site } from './deps.ts';
export { forgetEnded } from './sessions/forget-ended.ts';
export { completeSetup } from './links/complete-setup.ts';
export { createSetupLink } from './links/create-setup-link.ts';
export type { LinkToken } from './links/make-link.ts';
export { recover } from './links/recover.ts';
export { startRecovery } from './links/start-recovery.ts';
export { type OidcClients, oidcClients } from './oidc/clients.ts';
export { changePassword } from './passwords/change-password.ts';
export { type Passwords, argon2Passwords } from './passwords/hashing.ts';
export type { SessionToken } from './sessions/begin-session.ts';
export { endOtherSessions, endSession, signOut } from './sessions/end-session.ts';
export { type FoundSession, findSession } from './sessions/find-session.ts';
export { type ListedSession, listSessions } from './sessions/list-sessions.ts';
export { signIn } from './sign-in.ts';
export { type SecondFactor, signInSecondFactor } from './sign-in-second-factor.ts';
export { type TotpOffer, beginTotp } from './totp/begin-totp.ts';
export { confirmTotp } from './totp/confirm-totp.ts';
export { removeTotp } from './totp/remove-totp.ts';
export { type SignInTimes, SIGN_IN_TIMES } from '../domain/settings.ts';
export { signInBindings } from './endpoints/index.ts';
export { type OidcAnswer, finishOidc } from './oidc/finish-oidc.ts';
export { type LinkedIdentity, listIdentities, registerIdentity, unlinkIdentity } from './oidc/identities.ts';
export { type OidcStart, startOidc } from './oidc/start-oidc.ts';
export { type ListedPasskey, listPasskeys, removePasskey, renamePasskey } from './passkeys/own-passkeys.ts';
export { type PasskeyOffer, beginPasskey, registerPasskey } from './passkeys/register-passkey.ts';
export {
  type PasskeyAnswer,
  beginPasskeySignIn,
  signInSecondPasskey,
  signInWithPasskey,
} from './passkeys/sign-in-passkey.ts';
export { keyringVault, resealIdentity, usesKey } from './vault.ts';
export { grantBindings } from './endpoints/grants.ts';
export { type Holder, listHolders } from './grants/list-holders.ts';
export { type AuthenticatedActor, authenticate, grantAdministrator, mustHaveFactor } from './reach/authenticate.ts';
export { requireAccountReach, requireMemberReach, requireUnionReach } from './reach/require-reach.ts';
export { isDemoAccount, listDemoAccounts, makeDemoAccounts, refuseDemoAccounts } from './demo/demo-accounts.ts';
