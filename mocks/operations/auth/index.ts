export { completeGoogleLogin, initiateGoogleLogin, linkProvider, loginWithGoogle } from './google.ts'
export { login } from './log-in.ts'
export { completePasswordReset, requestPasswordReset, validateResetToken } from './password-reset.ts'
export {
  getSessionUser,
  listLoginSessions,
  logout,
  refreshSession,
  revokeLoginSession,
  rotateSession,
} from './sessions.ts'
export {
  getEmailVerificationStatus,
  registerUser,
  resendVerification,
  resendVerificationByEmail,
  verifyEmail,
} from './sign-up.ts'
